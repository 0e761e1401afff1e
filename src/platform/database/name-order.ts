import type { DataSource } from 'typeorm';

/** The collation in which names are sorted; a migration makes it. */
export const NAME_ORDER = 'name_order';

/** The SQL of a name where it is sorted by, or compared for a place in the order. */
export function inNameOrder(sql: string): string {
  return `${sql} collate ${NAME_ORDER}`;
}

/** The SQL of what is compared when people search; the index of the search has the same expression. */
export function searchKey(sql: string): string {
  return `search_key(${sql})`;
}

interface Versions {
  /** With which the indexes were built; null where ICU does not say. */
  readonly recorded: string | null;
  readonly actual: string | null;
}

/**
 * With which version of ICU the indexes in the order of names were built, and which the server has now. Where they differ (the
 * system below the server was updated), an index may be in another order than the one that is compared by, and a list skips rows.
 */
export async function nameOrderVersions(dataSource: DataSource): Promise<Versions> {
  const [row] = await dataSource.query<Versions[]>(
    `select collversion as recorded, pg_collation_actual_version(oid) as actual from pg_collation where oid = $1::regcollation`,
    [NAME_ORDER],
  );
  if (!row) throw new Error('The collation of names is missing.');
  return row;
}

/**
 * Builds the indexes in the order of names again where the server's ICU is another one than they were built with. Answers how many.
 * Beside a running service: no write waits.
 */
export async function renewNameOrder(dataSource: DataSource): Promise<number> {
  const { recorded, actual } = await nameOrderVersions(dataSource);
  if (recorded === actual) return 0;
  const indexes = await dataSource.query<{ index: string }[]>(
    `select indexrelid::regclass::text as index from pg_index where $1::regcollation = any (indcollation::oid[])
     order by 1`,
    [NAME_ORDER],
  );
  for (const { index } of indexes) await dataSource.query(`reindex index concurrently ${index}`);
  // Only now: a run that is broken off before starts again.
  await dataSource.query(`alter collation ${NAME_ORDER} refresh version`);
  return indexes.length;
}
