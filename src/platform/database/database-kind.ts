import type { DataSource } from 'typeorm';

/** Provides the {@link DatabaseKind} of the connection. */
export const DATABASE_KIND = Symbol('DATABASE_KIND');

/** What the statements have to know about the database. */
export interface DatabaseKind {
  /** Whether Citus distributes the tables. */
  readonly isDistributed: boolean;
}

export async function readDatabaseKind(dataSource: DataSource): Promise<DatabaseKind> {
  const found = await dataSource.query<object[]>(`select 1 from pg_extension where extname = 'citus'`);
  return { isDistributed: found.length > 0 };
}
