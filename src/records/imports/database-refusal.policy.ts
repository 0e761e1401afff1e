/** Errors of Postgres that its data causes: a value that does not fit, or a rule of a table. */
const OF_THE_DATA = /^(22|23|P0001)/;
/** Errors that go away: connections, deadlocks, resources, a server that restarts (Postgres' classes of codes, and Node's names). */
const PASSING = /^(08|40|53|55|57|58)|^E[A-Z]+$/;

/** What is said of a row that the database refuses; null: the error is not about the row. */
export function sentenceOfRefusal(error: unknown): string | null {
  const code = codeOf(error);
  if (!OF_THE_DATA.test(code)) return null;
  if (code === '22001') return 'A text is longer than can be stored; shorten it.';
  return 'A value cannot be stored; check the texts for unusual characters and their length.';
}

/** Whether the same work may succeed a little later, without any change of what it is about. */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== '') return PASSING.test(code);
  return error instanceof Error && /timeout|connection terminated|connection ended/i.test(error.message);
}

function codeOf(error: unknown): string {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}
