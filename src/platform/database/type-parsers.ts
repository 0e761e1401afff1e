import pg from 'pg';

/**
 * RFC 3339 in UTC with milliseconds, from Postgres' text (`2026-11-24 22:56:00.123+00`). In the usual case no `Date` is
 * created: creating them only to serialize them takes a tenth of a list's CPU time.
 */
function toRfc3339(text: string): string {
  if (!text.endsWith('+00')) return new Date(text).toISOString();
  const [whole = '', fraction = ''] = text.slice(0, -3).split('.');
  return `${whole.replace(' ', 'T')}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}

/** Counts, versions and money in minor units stay below 2^53; a greater number is an error that must not go unnoticed. */
function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('The database returned a bigint beyond 2^53-1.');
  return value;
}

/** Set once, before the first connection: the driver keeps its parsers for the whole process. */
export function installTypeParsers(): void {
  pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, toRfc3339);
  pg.types.setTypeParser(pg.types.builtins.INT8, toSafeInteger);
}
