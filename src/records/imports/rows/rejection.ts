import type { Problem } from '../../../platform/http/problem.js';
import { columnAt, textOf } from '../../csv/csv-form.js';
import { normalizeForComparison } from '../../csv/import-hints.js';
import type { RecordKind } from '../../kind/record-kind.js';
import { valuesIn } from '../file/csv-window.js';
import type { ImportForm } from '../mapping/import-form.js';
import type { RejectedLineDto } from '../import.dto.js';

/** What is wrong with a field, in a sentence without its name and value. If `field` is null, it is about the whole row. */
export interface FieldRefusal {
  readonly field: string | null;
  readonly sentence: string;
}

/** A row that is not imported. */
export interface RefusedRow {
  readonly line: number;
  /** As in the file. */
  readonly cells: readonly string[];
  readonly refusals: readonly FieldRefusal[];
}

/** A row that is not imported, with a reason that uses the headings and values of the file. */
export type RejectedRow = RejectedLineDto & Pick<RefusedRow, 'cells'>;

const MAX_VALUE_LENGTH = 40;

/** Why `POST` would reject a row: its own sentences, unless the kind has one for imports. */
export function refusalsOf({ members, kind }: Problem, { csv = [], importHints }: RecordKind): FieldRefusal[] {
  if (!members.errors) return [{ field: null, sentence: members.detail ?? kind.detail }];
  return members.errors.map(({ pointer, detail }) => {
    const field = columnAt(csv, pointer);
    return { field, sentence: importHints?.refusals[field] ?? detail };
  });
}

/** The reason for a row with more values than columns; null: it does not have more. Blank cells at the end are ignored. */
export function refusalOfLength(cells: readonly string[], columns: number): string | null {
  const values = valuesIn(cells, columns);
  if (values <= columns) return null;
  return `This row has ${values} values, but the file has ${columns} columns. Put text that contains the separator in quotation marks.`;
}

/** Explains why rows are rejected: `“E-Mail” is “ada at example”. Enter one email address, such as ada@example.com.` */
export class RejectionMessages {
  /** By field, its values and those of other programs, in their form for comparison. */
  private readonly knownValues: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    private readonly kind: RecordKind,
    private readonly form: ImportForm,
  ) {
    this.knownValues = new Map(
      Object.entries(kind.importHints?.values ?? {}).map(([field, values]) => [
        field,
        new Set(Object.keys(values).map(normalizeForComparison)),
      ]),
    );
  }

  rejectionOf({ line, cells, refusals }: RefusedRow): RejectedRow {
    return { line, cells, detail: refusals.map((refusal) => this.sentenceOf(refusal, cells)).join(' ') };
  }

  private sentenceOf({ field, sentence }: FieldRefusal, cells: readonly string[]): string {
    if (field === null) return sentence;
    const columns = this.columnsOf(field, cells);
    if (columns.length === 0) return `${toWords(field)}: ${sentence}`;
    const names = columns.map(({ heading }) => `“${heading}”`).join(' and ');
    const value = shown(columns.map(({ value }) => value).join(' '));
    if (value !== '') return `${names} is “${value}”. ${sentence}`;
    const isRequired = this.kind.csv?.some(({ name, use }) => name === field && use === 'required') ?? false;
    return `${names} ${columns.length > 1 ? 'are' : 'is'} empty. ${isRequired ? 'Enter a value.' : sentence}`;
  }

  /** The columns mapped to a field, or else to the fields that it is composed of. */
  private columnsOf(field: string, cells: readonly string[]): { heading: string; value: string }[] {
    const parts = this.kind.importHints?.parts[field] ?? [];
    const [own = [], ...others] = [field, ...parts].map((name) => this.valuesOf(name, cells));
    const unknown = [own, ...others].flat().find(({ isUnknown }) => isUnknown);
    if (unknown) return [unknown];
    return own.length > 0 ? own : others.flat();
  }

  private valuesOf(field: string, cells: readonly string[]) {
    const known = this.knownValues.get(field);
    return this.form.columns.flatMap(({ heading, field: filled }, index) => {
      if (filled !== field) return [];
      const value = textOf(cells[index] ?? '');
      return [
        { heading, value, isUnknown: known !== undefined && value !== '' && !known.has(normalizeForComparison(value)) },
      ];
    });
  }
}

/** A value for use in a sentence. */
function shown(value: string): string {
  const letters = Array.from(value.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim());
  return letters.length > MAX_VALUE_LENGTH ? `${letters.slice(0, MAX_VALUE_LENGTH).join('')}…` : letters.join('');
}

/** The name of a field that no column is mapped to: `Scheduled for`. */
function toWords(field: string): string {
  const words = field.replace(/([A-Z])/g, ' $1').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
