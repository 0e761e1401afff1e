import type { QueryConfig } from 'pg';

/** More different texts than the code composes; a text beyond is not prepared, so that no connection fills up. */
const MOST_NAMES = 500;

const names = new Map<string, string>();

let isNaming = true;

/** Set once, before the first statement: a pooler that does not follow names would answer for somebody else's. */
export function nameStatements(naming: boolean): void {
  isNaming = naming;
}

/**
 * The name under which a statement is prepared: the same for the same text, always. Prepared by the protocol, as PgBouncer
 * 1.21 and newer follow it, a statement is parsed and planned once per connection and not with every call.
 */
export function statementName(text: string): string | undefined {
  if (!isNaming) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

/** The statement for `pg`'s own `query`, prepared under its name. */
export function preparedStatement(text: string, values: readonly unknown[]): QueryConfig {
  const name = statementName(text);
  return { ...(name === undefined ? {} : { name }), text, values: [...values] };
}

/** What a connection says whose prepared statements are not what we think: gone, there already, or of an older schema. */
const SPOILED = new Set(['26000', '42P05', '0A000']);

/** Whether the connection that failed so must not be used again, since its statements would fail the same way for ever. */
export function spoilsConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && SPOILED.has(String(error.code));
}
