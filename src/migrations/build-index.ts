import type { QueryRunner } from 'typeorm';

/** Builds an index while the service writes. An interrupted build leaves one that exists, but is not valid: it is built again. */
export async function buildIndex(
  runner: QueryRunner,
  index: string,
  definition: string,
  kind: 'index' | 'unique index' = 'index',
): Promise<void> {
  const invalidIndexes = (await runner.query(
    'select 1 from pg_index where indexrelid = to_regclass($1) and not indisvalid',
    [index],
  )) as unknown[];
  if (invalidIndexes.length > 0) await runner.query(`drop index concurrently ${index}`);
  await runner.query(`create ${kind} concurrently if not exists ${index} ${definition}`);
}
