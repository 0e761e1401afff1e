import type { DataSource } from 'typeorm';
import { logger } from '../logging/logger.js';
import { citusPlan, type ForeignKey } from './citus.policy.js';
import type { DatabaseSchema } from './database-schema.js';
import { DatabaseNotReadyError } from './start-checks.js';

/**
 * A migration changes reference tables and distributed tables, and adds foreign keys between them, in one transaction. Citus refuses
 * that over several connections for each node, which is its default.
 */
export const CITUS_SETTINGS = { 'citus.multi_shard_modify_mode': 'sequential' } as const;

/** Distributes tables that are not distributed yet; calling it again has no effect. */
export async function distributeTables(dataSource: DataSource, schema: DatabaseSchema): Promise<void> {
  const [row] = await dataSource.query<{ has_citus: boolean; database: string }[]>(
    `select to_regproc('create_reference_table') is not null as has_citus, current_database() as database`,
  );
  if (!row?.has_citus) {
    throw new DatabaseNotReadyError(
      'DATABASE_CITUS: the database has no Citus: run "create extension citus" in it as a superuser, on every node.',
    );
  }
  const distributed = await dataSource.query<{ name: string }[]>(
    'select logicalrelid::regclass::text as name from pg_dist_partition',
  );
  const foreignKeys = await dataSource.query<ForeignKey[]>(
    `select conrelid::regclass::text as table, conname as name, confrelid::regclass::text as target,
            pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
     order by conrelid::regclass::text, conname`,
  );
  const plan = citusPlan(schema, {
    foreignKeys,
    distributed: distributed.map(({ name }) => name),
    database: row.database,
  });
  await dataSource.transaction(async (manager) => {
    for (const statement of plan) await manager.query(statement);
  });
  logger.info({ statements: plan.length }, 'The tables were distributed over the cluster.');
}
