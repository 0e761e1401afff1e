/** The place in the code that sent a statement. Its text is made only when it is read. */
export interface Origin {
  readonly stack?: string;
}

interface FailedStatement {
  readonly text: string;
  readonly origin: Origin;
}

/** The properties that the driver and TypeORM add to an error. */
interface DatabaseErrorFields {
  readonly code?: unknown;
  readonly table?: unknown;
  readonly constraint?: unknown;
  readonly detail?: unknown;
  readonly query?: unknown;
}

const MAX_CHARACTERS = 160;

const failures = new WeakMap<Error, FailedStatement>();

/** Captures the call stack, including the callers that await it. */
export function captureOrigin(): Origin {
  const origin: Origin = {};
  Error.captureStackTrace(origin, captureOrigin);
  return origin;
}

/** Records for an error which statement failed and where it was sent; the first record is kept. */
export function recordFailedStatement(error: Error, text: string, origin: Origin): void {
  if (!failures.has(error)) failures.set(error, { text, origin });
}

/**
 * What may be logged of a database error: statement, table and constraint, and our code that sent it. No values: statements
 * have parameters, the message is left out, and the detail is kept only in forms without values.
 */
export function describeDatabaseError(error: Error): Record<string, unknown> {
  const { code, table, constraint, detail, query } = error as DatabaseErrorFields;
  const failed = failures.get(error);
  // TypeORM's errors contain their statement themselves.
  const text = failed?.text ?? query;
  return {
    name: error.name,
    code,
    table,
    constraint,
    detail: typeof detail === 'string' ? withoutValues(detail) : undefined,
    ...(typeof text === 'string' ? { statementName: statementLabel(text), statement: firstWords(text) } : {}),
    stack: framesOf(failed?.origin.stack ?? error.stack),
  };
}

/** What a log groups failures of the database by: statement and constraint, without values. Empty for other errors. */
export function databaseFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error) || !('code' in error)) return {};
  const { statementName, table, constraint } = describeDatabaseError(error);
  return { statementName, table, constraint };
}

/** The lines of a stack that are places in the code; the first line is the message. */
export function framesOf(stack: string | undefined): string[] | undefined {
  return stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
}

const WRITE = /\b(insert into|delete from|update)\s+"?(\w+)/i;
const READ = /\b(select)\b.*?\bfrom\s+"?(\w+)/is;

/** The verb of a statement and its first table, such as `insert into outbox`; of a statement `with` others, of one that writes. */
export function statementLabel(text: string): string | undefined {
  const [, verb, table] = WRITE.exec(text.replace(/\bfor (no key )?update\b/gi, '')) ?? READ.exec(text) ?? [];
  return verb === undefined || table === undefined ? undefined : `${verb.toLowerCase()} ${table}`;
}

function firstWords(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_CHARACTERS);
}

/** `Key (email)=(ada@example.com) already exists.` */
const KEY = /^Key (\(.*?\))=\(.*\) (already exists|is (?:not present in|still referenced from) table "\w+")\.$/s;
/** `Process 71 waits for ShareLock on transaction 740; blocked by process 72.`, one line each. */
const DEADLOCK = /^(Process \d+ waits for \w+ on [\w ,;[\]()]+; blocked by process \d+\.\n?)+$/;

/** A detail of Postgres in a form of which we know where the values are; undefined for every other. */
export function withoutValues(detail: string): string | undefined {
  const key = KEY.exec(detail);
  if (key) return `Key ${key[1] ?? ''} ${key[2] ?? ''}.`;
  return DEADLOCK.test(detail) ? detail : undefined;
}
