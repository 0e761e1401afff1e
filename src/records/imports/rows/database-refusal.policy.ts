/** Errors of Postgres caused by the data: an invalid value, or a violated constraint. */
const DATA_ERRORS = /^(22|23|P0001)/;
/** Temporary errors: connections, deadlocks, resources, a server restart (classes of Postgres codes, and Node's names). */
const TRANSIENT_ERRORS = /^(08|40|53|55|57|58)|^E[A-Z]+$/;

/** The reason for a row that the database rejects; null: the error is not caused by the row. */
export function sentenceOfRefusal(error: unknown): string | null {
  const code = codeOf(error);
  if (!DATA_ERRORS.test(code)) return null;
  if (code === '22001') return 'A text is too long to be stored. Shorten it.';
  return 'A value cannot be stored. Check the texts for unusual characters and their length.';
}

/** Whether the same work may succeed later without a change of the data. */
export function isTransient(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== '') return TRANSIENT_ERRORS.test(code);
  return error instanceof Error && /timeout|connection terminated|connection ended/i.test(error.message);
}

function codeOf(error: unknown): string {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}
