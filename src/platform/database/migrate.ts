import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import pg from 'pg';
import { logger } from '../logging/logger.js';
import { CITUS_SETTINGS, distributeTables } from './citus.js';
import { createDataSource, dataSourceOptions } from './data-source.js';
import type { DatabaseSchema } from './database-schema.js';
import { rebuildNameIndexes } from './name-order.js';
import { DatabaseNotReadyError } from './start-checks.js';

/** Any number that is the same for every process: the process that migrates holds this lock. */
const MIGRATION_LOCK = 4_711_202_611;
const LOCK_POLL_MS = 100;

interface MigrateOptions {
  /** Whether the tables are distributed afterwards. */
  readonly citus?: boolean;
  /** Of the line for each migration; `debug` where a new database runs all of them. */
  readonly logLevel?: 'info' | 'debug';
}

/**
 * Brings the schema up to date as the owner's role and grants the application's role what the service needs. Concurrent runs
 * go one after another; what is done already is not done again.
 *
 * @param schema the tables and functions with the rights that are granted
 */
export async function migrate(
  ownerUrl: string,
  applicationRole: string,
  schema: DatabaseSchema,
  { citus = false, logLevel = 'info' }: MigrateOptions = {},
): Promise<void> {
  const sessionSettings = citus ? CITUS_SETTINGS : {};
  const dataSource = createDataSource(dataSourceOptions({ url: ownerUrl, poolSize: 2, sessionSettings }));
  await dataSource.initialize();
  const lock = new pg.Client({ connectionString: ownerUrl });
  try {
    await lock.connect();
    await acquireMigrationLock(lock);
    await requireIcu(dataSource);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    for (const { name } of done) logger[logLevel]({ migration: name }, 'Migrated.');
    await requireTableOwner(dataSource);
    const rebuilt = await rebuildNameIndexes(dataSource);
    if (rebuilt > 0) logger.info({ indexes: rebuilt }, 'Rebuilt the indexes of names for another version of ICU.');
    await grantRights(dataSource, applicationRole, schema);
    if (citus) await distributeTables(dataSource, schema);
  } finally {
    await lock.end();
    await dataSource.destroy();
  }
}

/**
 * By polling: a statement that waits for a lock holds a snapshot, and an index that is built concurrently waits for all
 * snapshots. So two migrations at once would wait for each other forever.
 */
async function acquireMigrationLock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      MIGRATION_LOCK,
    ]);
    if (rows[0]?.locked) return;
    await setTimeout(LOCK_POLL_MS);
  }
}

/** Names are sorted by a collation of ICU. Postgres is built with ICU by default, but it can be built without. */
async function requireIcu(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ has_icu: boolean }[]>(
    `select exists (select 1 from pg_collation where collprovider = 'i') as has_icu`,
  );
  if (!row?.has_icu) {
    throw new DatabaseNotReadyError(
      'DATABASE_MIGRATION_URL: this Postgres is built without ICU: use one that is built with it.',
    );
  }
}

/** For a role that does not own the tables Postgres grants nothing and only warns, so the grant would look successful. */
async function requireTableOwner(dataSource: DataSource): Promise<void> {
  const [notOwned] = await dataSource.query<{ role: string; owner: string }[]>(
    `select current_user as role, pg_get_userbyid(relowner) as owner from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and not pg_has_role(current_user, relowner, 'usage')
     limit 1`,
  );
  if (!notOwned) return;
  throw new DatabaseNotReadyError(
    `DATABASE_MIGRATION_URL: the role "${notOwned.role}" does not own the tables: use their owner, the role "${notOwned.owner}".`,
  );
}

async function grantRights(dataSource: DataSource, applicationRole: string, schema: DatabaseSchema): Promise<void> {
  const role = pg.escapeIdentifier(applicationRole);
  const statements = [
    `grant usage on schema public to ${role}`,
    ...schema.tables.flatMap(({ name, rights }) => [
      `revoke all on ${name} from ${role}`,
      `grant ${rights.join(', ')} on ${name} to ${role}`,
    ]),
    ...schema.definerFunctions.map((signature) => `grant execute on function ${signature} to ${role}`),
  ];
  await dataSource.transaction(async (manager) => {
    for (const statement of statements) await manager.query(statement);
  });
}

/** The role in the address of a database. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
