import { invalid, Problem, validationFailed } from '../http/problem.js';
import { inWords } from '../text/choices.js';
import { isStoredId } from '../ids/ids.js';

/**
 * How a list may be sorted: the SQL of the value, its type, and whether it can be null (nulls come last in both directions).
 */
export interface SortKey {
  readonly sql: string;
  readonly type: 'text' | 'timestamptz' | 'integer' | 'bigint';
  readonly nullable: boolean;
}

/**
 * One sort of a list, chosen by the caller: `name`, or `-name` for descending order. The cursor contains the name: a name that
 * no other list has prevents that a cursor is used with another list.
 */
export interface Sort {
  readonly name: string;
  readonly key: SortKey;
  readonly descending: boolean;
}

export interface Page<Item> {
  readonly data: Item[];
  readonly nextCursor: string | null;
}

/** The parts of a statement that selects one page of a list. */
export interface PageClauses {
  /** A condition, `true` on the first page. */
  readonly where: string;
  readonly orderBy: string;
  /** The values of the condition's parameters, to add to those of the statement. */
  readonly values: Readonly<Record<string, unknown>>;
}

type SortValue = string | number | null;

/** The sort of a list that is always in descending order of a time, or of a number that grows with it. */
export function newestFirst(name: string, sql: string, type: 'timestamptz' | 'bigint' = 'timestamptz'): Sort {
  return { name, key: { sql, type, nullable: false }, descending: true };
}

/** Parses `name` or `-name`. The names are those that the DTO accepts. */
export function parseSort(text: string, keys: Readonly<Record<string, SortKey>>): Sort {
  const descending = text.startsWith('-');
  const key = keys[descending ? text.slice(1) : text];
  if (!key) throw invalid({ pointer: '/sort', detail: `Sort by one of ${inWords(Object.keys(keys))}.` });
  return { name: text, key, descending };
}

/**
 * The keyset of a page: rows after the cursor's sort value and ID. Stable while rows are added and deleted, since no rows are
 * counted.
 *
 * @throws 422 at `/cursor` for one that this list did not return, or returned for another sort
 */
export function pageClauses(sort: Sort, idSql: string, cursor: string | undefined): PageClauses {
  const direction = sort.descending ? 'desc' : 'asc';
  // Only where there are nulls: an index that is read backwards has them first, and would not be used.
  const nulls = sort.key.nullable ? ' nulls last' : '';
  const orderBy = `${sort.key.sql} ${direction}${nulls}, ${idSql} ${direction}`;
  if (cursor === undefined) return { where: 'true', orderBy, values: {} };
  const [cursorValue, cursorId] = readCursor(cursor, sort);
  const values = cursorValue === null ? { cursorId } : { cursorValue, cursorId };
  return { where: afterCursor(sort, idSql, cursorValue), orderBy, values };
}

function afterCursor({ key, descending }: Sort, idSql: string, value: SortValue): string {
  const operator = descending ? '<' : '>';
  if (value === null) return `(${key.sql} is null and ${idSql} ${operator} :cursorId::uuid)`;
  const tuple = `(${key.sql}, ${idSql}) ${operator} (:cursorValue::${key.type}, :cursorId::uuid)`;
  return key.nullable ? `(${tuple} or ${key.sql} is null)` : tuple;
}

/** Removes the extra row that was read to know whether there is more, and creates the cursor after the last row shown. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  sort: Sort,
  position: (row: Row) => { value: SortValue; id: string },
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { data: shown.map(toItem), nextCursor: last ? writeCursor(sort, position(last)) : null };
}

function writeCursor(sort: Sort, { value, id }: { value: SortValue; id: string }): string {
  return Buffer.from(JSON.stringify([sort.name, value, id])).toString('base64url');
}

function readCursor(cursor: string, sort: Sort): [SortValue, string] {
  const [name, value, id] = parse(cursor);
  const valid = name === sort.name && typeof id === 'string' && isStoredId(id) && isValidValue(value, sort.key);
  if (!valid) throw invalidCursor();
  return [value, id];
}

function invalidCursor(): Problem {
  const detail = 'This page of the list is not available. Load the list again from the start.';
  return new Problem(validationFailed, {
    errors: [{ pointer: '/cursor', detail }],
    hint: 'Use the "nextCursor" of the same list with the same sort.',
  });
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/** The one form of times in our own cursors. Postgres and `Date.parse` accept others, and not the same ones. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
/** The earliest time that a request may contain, so no list has an earlier one. */
const EARLIEST = '1900';
const MAX_INTEGER = 2 ** 31 - 1;

/** Whether Postgres can parse the value as the key's type: a cursor may have been changed by its sender. */
function isValidValue(value: unknown, key: SortKey): value is SortValue {
  if (value === null) return key.nullable;
  switch (key.type) {
    case 'text':
      return typeof value === 'string' && !/[\0\p{Surrogate}]/u.test(value);
    case 'timestamptz':
      return typeof value === 'string' && isInstant(value);
    case 'integer':
      return Number.isInteger(value) && Math.abs(value as number) <= MAX_INTEGER;
    case 'bigint':
      return Number.isSafeInteger(value);
  }
}

/** A day that does not exist, such as 30 February, becomes another day when it is formatted again. */
function isInstant(text: string): boolean {
  if (!INSTANT.test(text) || text < EARLIEST) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}
