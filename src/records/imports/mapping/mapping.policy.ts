import type { FieldError } from '../../../platform/http/problem.js';
import { escapePointer } from '../../../platform/http/validation-problem.js';
import { inWords } from '../../../platform/text/choices.js';
import { withoutCaseAndSpaces } from '../../csv/import-hints.js';
import type { RecordKind } from '../../kind/record-kind.js';
import type { AmountUnit, DecimalMark } from '../rows/amount.policy.js';
import type { CsvHeader } from '../file/csv-header.policy.js';
import type { ImportForm } from './import-form.js';

/** How a request maps the columns of its file. */
export interface Mapping {
  /** The field, or null, by heading. */
  readonly columns: ReadonlyMap<string, string | null>;
  readonly amountUnit: AmountUnit | null;
  readonly decimalMark: DecimalMark | null;
}

export type ParseResult<Value> = { readonly value: Value } | { readonly errors: readonly FieldError[] };

const UNITS: readonly unknown[] = ['units', 'minor'] satisfies AmountUnit[];
const MARKS: readonly unknown[] = ['.', ','] satisfies DecimalMark[];
const UNREADABLE = 'The column settings could not be read. Choose the file again.';

/** For the author of a program; the details are for people. */
export const MAPPING_HINT =
  'The form field "mapping" is JSON such as { "columns": { "Full name": "name", "Notes": null }, "amountUnit": "units" }: ' +
  '"columns" maps each heading to a field or null, "amountUnit" is "units" (1234.50) or "minor" (123450), "decimalMark" is "." or ",".';

const WHICH_UNIT = 'Choose the unit of the amounts: whole units (1234.50) or smallest units, such as cents (123450).';

/** The fields that a column of a kind's file can be mapped to. */
export function fieldsOf({ csv = [], importHints }: RecordKind): readonly string[] {
  return [...csv.map(({ name }) => name), ...(importHints?.fields ?? [])];
}

/** Reads the form field `mapping`. */
export function readMapping(text: string, kind: RecordKind): ParseResult<Mapping> {
  const given = parseObject(text);
  if (!given) return { errors: [{ pointer: '/mapping', detail: UNREADABLE }] };
  const { columns = {}, amountUnit, decimalMark, ...others } = given;
  const named =
    typeof columns === 'object' && columns !== null && !Array.isArray(columns) ? Object.entries(columns) : null;
  const errors = [
    ...Object.keys(others).map((name) => problemAt([name], 'Unknown setting. Remove it.')),
    ...(named ? namedErrors(named, fieldsOf(kind)) : [problemAt(['columns'], UNREADABLE)]),
    ...oneOf('amountUnit', amountUnit, UNITS, WHICH_UNIT),
    ...oneOf('decimalMark', decimalMark, MARKS, 'Choose a point or a comma as the decimal mark.'),
  ];
  if (errors.length > 0) return { errors };
  return {
    value: {
      columns: new Map(named as [string, string | null][]),
      amountUnit: (amountUnit as AmountUnit | undefined) ?? null,
      decimalMark: (decimalMark as DecimalMark | undefined) ?? null,
    },
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function problemAt(path: readonly string[], detail: string): FieldError {
  return { pointer: ['/mapping', ...path.map(escapePointer)].join('/'), detail };
}

function oneOf(name: string, value: unknown, values: readonly unknown[], detail: string): FieldError[] {
  return value === undefined || values.includes(value) ? [] : [problemAt([name], detail)];
}

function namedErrors(named: readonly (readonly [string, unknown])[], fields: readonly string[]): FieldError[] {
  const usedFields = new Set<unknown>();
  return named.flatMap(([heading, field]) => {
    if (field === null) return [];
    if (typeof field !== 'string' || !fields.includes(field)) {
      return [
        problemAt(['columns', heading], `Unknown field. Choose one of ${inWords(fields)}, or leave the column out.`),
      ];
    }
    if (usedFields.has(field))
      return [
        problemAt(['columns', heading], `Another column is already used as ${inWords([field])}. Choose one of them.`),
      ];
    usedFields.add(field);
    return [];
  });
}

/**
 * How a file is read. Headings that are not in the mapping are matched with the names of the fields without case and spaces.
 * Without a mapping all headings are, and one that does not match a field is an error.
 */
export function formFor(kind: RecordKind, header: CsvHeader, mapping: Mapping | null): ParseResult<ImportForm> {
  const fields = fieldsOf(kind);
  const columns = header.headings.map((heading) => ({ heading, field: fieldOf(heading, fields, mapping) }));
  const isExport = isWrittenByExport(kind, columns);
  const unit = mapping?.amountUnit ?? (hasMinorUnits(columns) ? 'minor' : null);
  const hasAmount = columns.some(({ field }) => field === 'amount');
  const errors = [
    ...(mapping ? unknownHeadings(mapping, header.headings) : unmatched(columns, fields)),
    ...duplicates(columns, mapping),
    ...missing(kind, columns, mapping),
    ...(hasAmount && unit === null ? [problemAt(['amountUnit'], WHICH_UNIT)] : []),
  ];
  if (errors.length > 0) return { errors };
  const { rowsBefore } = header;
  const amountUnit = hasAmount ? unit : null;
  return { value: { columns, rowsBefore, amountUnit, decimalMark: mapping?.decimalMark ?? null, isExport } };
}

type Column = ImportForm['columns'][number];

function fieldOf(heading: string, fields: readonly string[], mapping: Mapping | null): string | null {
  const mapped = mapping?.columns.get(heading);
  if (mapped !== undefined) return mapped;
  const name = withoutCaseAndSpaces(heading);
  const field = fields.find((candidate) => candidate.toLowerCase() === name) ?? null;
  const isMappedElsewhere = field !== null && mapping !== null && [...mapping.columns.values()].includes(field);
  return isMappedElsewhere ? null : field;
}

/** Compared exactly, as an export writes its columns: "Amount" and "Currency" of other programs are in whole units. */
export function hasMinorUnits(columns: readonly Column[]): boolean {
  return ['amount', 'currency'].every((name) =>
    columns.some(({ heading, field }) => heading === name && field === name),
  );
}

/** Whether the file has all columns of an export, each mapped to its own field. */
function isWrittenByExport({ csv = [] }: RecordKind, columns: readonly Column[]): boolean {
  const isExportColumn = ({ heading, field }: Column, index: number): boolean =>
    heading === csv[index]?.name && field === heading;
  return csv.length === columns.length && columns.every(isExportColumn);
}

function unknownHeadings({ columns }: Mapping, headings: readonly string[]): FieldError[] {
  return [...columns.keys()]
    .filter((heading) => !headings.includes(heading))
    .map((heading) =>
      problemAt(['columns', heading], 'The file does not have this column. Correct the heading, or remove it.'),
    );
}

function unmatched(columns: readonly Column[], fields: readonly string[]): FieldError[] {
  const unknown = [
    ...new Set(columns.flatMap(({ heading, field }) => (field === null && heading !== '' ? [heading] : []))),
  ];
  if (unknown.length === 0) return [];
  const names = unknown.slice(0, 10).map(shown).join(', ');
  return [
    {
      pointer: '/file',
      detail: `Unknown columns: ${names}. Rename them to one of ${inWords(fields)}, or choose fields for them.`,
    },
  ];
}

function duplicates(columns: readonly Column[], mapping: Mapping | null): FieldError[] {
  const twice = columns.filter(
    ({ field }, index) => field !== null && columns.findIndex((other) => other.field === field) < index,
  );
  const first = [...new Map(twice.map((column) => [column.field, column])).values()];
  return first.map(({ heading, field }) =>
    mapping
      ? problemAt(['columns', heading], `Several columns match ${inWords([field ?? ''])}. Keep one of them.`)
      : { pointer: '/file', detail: `Several columns match ${inWords([field ?? ''])}. Keep one of them.` },
  );
}

function missing(
  { csv = [], importHints }: RecordKind,
  columns: readonly Column[],
  mapping: Mapping | null,
): FieldError[] {
  const has = (name: string): boolean => columns.some(({ field }) => field === name);
  const hasPartOf = (name: string): boolean => importHints?.parts[name]?.some(has) ?? false;
  const names = csv.filter(({ name, use }) => use === 'required' && !has(name) && !hasPartOf(name));
  return names.map(({ name }) =>
    mapping
      ? problemAt(['columns'], `No column is used as ${inWords([name])}. Choose one.`)
      : { pointer: '/file', detail: `The column ${inWords([name])} is missing. Add it.` },
  );
}

/** A heading for a message, shortened because it may be a long line of other text. */
function shown(heading: string): string {
  return `“${heading.length > 50 ? `${heading.slice(0, 50)}…` : heading}”`;
}
