import type { DataSource } from 'typeorm';

/** The collation in which names are sorted; a migration creates it. */
const NAME_ORDER = 'name_order';

/** The SQL expression by which names are sorted and compared. */
export function inNameOrder(sql: string): string {
  return `${sql} collate ${NAME_ORDER}`;
}

/** The SQL expression that a search compares; the index of the search has the same expression. */
export function searchKey(sql: string): string {
  return `search_key(${sql})`;
}

interface Versions {
  /** The version with which the indexes were built; null if ICU does not say. */
  readonly recorded: string | null;
  readonly actual: string | null;
}

/**
 * The version of ICU with which the indexes of names were built, and the version of the server. If they differ (an update of
 * the operating system), an index may be in another order than the one of a comparison, and a list would skip rows.
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
 * Rebuilds the indexes of names if the server's version of ICU differs from the one with which they were built. Returns how
 * many. It can run while the service runs: it does not block writes.
 */
export async function rebuildNameIndexes(dataSource: DataSource): Promise<number> {
  const { recorded, actual } = await nameOrderVersions(dataSource);
  if (recorded === actual) return 0;
  const indexes = await dataSource.query<{ index: string }[]>(
    `select indexrelid::regclass::text as index from pg_index where $1::regcollation = any (indcollation::oid[])
     order by 1`,
    [NAME_ORDER],
  );
  for (const { index } of indexes) await dataSource.query(`reindex index concurrently ${index}`);
  // Only now: a run that was interrupted before it starts again.
  await dataSource.query(`alter collation ${NAME_ORDER} refresh version`);
  return indexes.length;
}
