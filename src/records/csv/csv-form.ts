import { toLocalIso } from '../../platform/time/local-iso.js';
import { escapeFormula, unescapeFormula } from '../../platform/csv/formula.policy.js';

/** A column of a kind's CSV file. */
export interface CsvColumn {
  /** The name in the header line. */
  readonly name: string;
  /** The path of its value in a request and in a response. */
  readonly path: readonly string[];
  readonly type: 'text' | 'whole number' | 'instant';
  /** How an import uses it: `read-only` columns, which exports have, are accepted and ignored. */
  readonly use: 'required' | 'optional' | 'read-only';
  /** The meaning of an empty cell: the property is left out, or null. */
  readonly empty: 'left out' | 'null';
}

/** Describes a column; by default it is an optional text with a property of the same name. */
export function csvColumn(name: string, facts: Partial<CsvColumn> = {}): CsvColumn {
  return { name, path: [name], type: 'text', use: 'optional', empty: 'left out', ...facts };
}

/** The columns of a kind with an owner: its own columns between those that all kinds have. */
export function ownedColumns(own: readonly CsvColumn[]): readonly CsvColumn[] {
  return [
    csvColumn('id', { use: 'read-only' }),
    ...own,
    csvColumn('ownerId', { empty: 'null' }),
    csvColumn('previousOwnerId', { use: 'read-only' }),
    csvColumn('createdAt', { use: 'read-only', type: 'instant' }),
    csvColumn('updatedAt', { use: 'read-only', type: 'instant' }),
    csvColumn('version', { use: 'read-only', type: 'whole number' }),
  ];
}

/** The cells of a record as the API returns it; times in the given timezone, with their offset. */
export function toCells(columns: readonly CsvColumn[], record: object, timezone: string): string[] {
  return columns.map(({ path, type }) => {
    const value = path.reduce<unknown>(propertyOf, record);
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') return '';
    return type === 'instant' ? toLocalIso(value, timezone) : escapeFormula(value);
  });
}

/** The body of the request that creates the record of a row; `texts` in the order of the columns. */
export function toRequest(columns: readonly CsvColumn[], texts: readonly string[]): Record<string, unknown> {
  const request: Record<string, unknown> = {};
  columns.forEach((column, index) => {
    const value = column.use === 'read-only' ? undefined : valueOf(column, texts[index] ?? '');
    if (value !== undefined) setProperty(request, column.path, value);
  });
  return request;
}

/** The text of a cell before the export escaped it. */
export function textOf(cell: string): string {
  return unescapeFormula(cell).trim();
}

/** The column of a pointer into such a request; the pointer itself if no column matches. */
export function columnAt(columns: readonly CsvColumn[], pointer: string): string {
  return columns.find(({ path }) => `/${path.join('/')}` === pointer)?.name ?? pointer.slice(1);
}

function valueOf({ type, use, empty }: CsvColumn, text: string): unknown {
  if (text === '') return use === 'required' ? '' : empty === 'null' ? null : undefined;
  // An invalid whole number stays a text, which the validators then refuse with their own message.
  return type === 'whole number' && /^\d{1,16}$/.test(text) ? Number(text) : text;
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function setProperty(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...deeper] = path;
  if (deeper.length === 0) target[name] = value;
  else setProperty((target[name] ??= {}) as Record<string, unknown>, deeper, value);
}
