import type { DataSource } from 'typeorm';
import pg from 'pg';
import { logger } from '../logging/logger.js';
import { distribute } from './citus.js';
import { createDataSource, dataSourceOptions } from './data-source.js';
import { DatabaseNotReadyError } from './start-checks.js';
import { DEFINER_FUNCTIONS, DIRECTORY_TABLES, REFERENCE_TABLES, TENANT_TABLES } from './tables.js';

/** Any number, the same for every process: who migrates holds this lock. */
const MIGRATION_LOCK = 4_711_202_611;

/**
 * Brings the schema up to date as the owner's role and grants the application's role what the service needs. Several at
 * once go one after another; what is done already is not done again.
 */
export async function migrate(
  ownerUrl: string,
  applicationRole: string,
  { citus = false }: { readonly citus?: boolean } = {},
): Promise<void> {
  const dataSource = createDataSource(dataSourceOptions({ url: ownerUrl, poolSize: 2 }));
  await dataSource.initialize();
  const lock = new pg.Client({ connectionString: ownerUrl });
  try {
    await lock.connect();
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    for (const { name } of done) logger.info({ migration: name }, 'Migrated.');
    await refuseWhoOwnsNothing(dataSource);
    await grant(dataSource, applicationRole);
    if (citus) await distribute(dataSource);
  } finally {
    await lock.end();
    await dataSource.destroy();
  }
}

/** To a role that does not own the tables Postgres grants nothing and merely warns; that would look like success. */
async function refuseWhoOwnsNothing(dataSource: DataSource): Promise<void> {
  const [foreign] = await dataSource.query<{ role: string; owner: string }[]>(
    `select current_user as role, pg_get_userbyid(relowner) as owner from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and not pg_has_role(current_user, relowner, 'usage')
     limit 1`,
  );
  if (!foreign) return;
  throw new DatabaseNotReadyError(
    `DATABASE_MIGRATION_URL: the role "${foreign.role}" does not own the tables: use their owner, the role "${foreign.owner}".`,
  );
}

async function grant(dataSource: DataSource, applicationRole: string): Promise<void> {
  const role = pg.escapeIdentifier(applicationRole);
  const tables = { ...TENANT_TABLES, ...DIRECTORY_TABLES, ...REFERENCE_TABLES };
  const statements = [
    `grant usage on schema public to ${role}`,
    ...Object.entries(tables).flatMap(([table, rights]) => [
      `revoke all on ${table} from ${role}`,
      `grant ${rights.join(', ')} on ${table} to ${role}`,
    ]),
    ...DEFINER_FUNCTIONS.map((signature) => `grant execute on function ${signature} to ${role}`),
  ];
  await dataSource.transaction(async (manager) => {
    for (const statement of statements) await manager.query(statement);
  });
}

/** The role that an address of a database names. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
