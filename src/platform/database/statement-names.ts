import type { QueryConfig } from 'pg';

/** More different texts than the code composes; a text beyond this number is not prepared, so that no connection fills up. */
const MAX_NAMES = 500;

const names = new Map<string, string>();

let isNaming = true;

/** Set once, before the first statement: a pooler that does not track names would execute another client's statement. */
export function setStatementNames({ isOn }: { readonly isOn: boolean }): void {
  isNaming = isOn;
}

/**
 * The name under which a statement is prepared: always the same for the same text. Prepared by the protocol, which PgBouncer
 * supports from 1.21 on, a statement is parsed and planned once per connection and not with every call.
 */
export function statementName(text: string): string | undefined {
  if (!isNaming) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= MAX_NAMES) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

/** The statement for `pg`'s own `query`, prepared under its name. */
export function preparedStatement(text: string, values: readonly unknown[]): QueryConfig {
  const name = statementName(text);
  return { ...(name === undefined ? {} : { name }), text, values: [...values] };
}

/**
 * The errors of a connection whose prepared statements differ from what we recorded: missing, already existing, or of an older
 * schema.
 */
const UNUSABLE_AFTER = new Set(['26000', '42P05', '0A000']);

/** Whether the connection must not be used again after this error, since its statements would always fail in the same way. */
export function isConnectionUnusableAfter(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNUSABLE_AFTER.has(String(error.code));
}
