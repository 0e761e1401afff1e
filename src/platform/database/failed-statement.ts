/** The place in the code that waited for a statement. Its text is made only when it is read. */
interface Origin {
  readonly stack?: string;
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

const failedStatements = new WeakMap<Error, string>();
const origins = new WeakMap<Error, Origin>();

/** Records for an error which statement failed; the first record is kept. */
export function recordFailedStatement(error: Error, text: string): void {
  if (!failedStatements.has(error)) failedStatements.set(error, text);
}

/**
 * The answer of a statement. If it fails, the code that awaits this is recorded for the log. The stack is captured only
 * then: that takes 6 µs, a tenth of a write of twenty statements.
 */
export async function withOrigin<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && !origins.has(error)) origins.set(error, captureOrigin());
    throw error;
  }
}

/** Captures the callers that await the function that calls this. */
function captureOrigin(): Origin {
  const origin: Origin = {};
  Error.captureStackTrace(origin, captureOrigin);
  return origin;
}

/**
 * What may be logged of a database error: statement, table and constraint, and our code that sent it. No values: statements
 * have parameters, the message is left out, and the detail is kept only in forms without values.
 */
export function describeDatabaseError(error: Error): Record<string, unknown> {
  const { code, table, constraint, detail, query } = error as DatabaseErrorFields;
  // TypeORM's errors contain their statement themselves.
  const text = failedStatements.get(error) ?? query;
  return {
    name: error.name,
    code,
    table,
    constraint,
    detail: typeof detail === 'string' ? withoutValues(detail) : undefined,
    ...(typeof text === 'string' ? { statementName: statementLabel(text), statement: firstWords(text) } : {}),
    stack: framesOf(origins.get(error)?.stack ?? error.stack),
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
