import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import { MIGRATION_TABLE } from './data-source.js';
import type { DatabaseSchema } from './database-schema.js';
import { nameOrderVersions } from './name-order.js';

/** The database is not as the service needs it. The message is one line that says what to do. */
export class DatabaseNotReadyError extends Error {
  override readonly name = 'DatabaseNotReadyError';
}

const OLDEST_VERSION = 150_000;

/**
 * Refuses a database on which the service must not run: too old, with a schema that is behind, or with a role that could
 * bypass row-level security.
 *
 * @param schema the tables with the rights that the role needs
 */
export async function checkDatabase(dataSource: DataSource, schema: DatabaseSchema): Promise<void> {
  await checkVersion(dataSource);
  await checkRole(dataSource);
  await checkSchema(dataSource);
  await checkNameOrder(dataSource);
  await checkRights(dataSource, schema.rights);
}

const REFUSED = /^(28|3D)/;
const UNREACHABLE = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'],
  // Starting up or shutting down, or without a free connection.
  ...['57P03', '57P01', '53300'],
]);
/** Errors of the driver itself, which have no code. */
const UNANSWERED = /Connection terminated|timeout exceeded when trying to connect|timeout expired/i;

/** Whether retrying may help: for a database that is starting, but not for a wrong password. */
export function canRetryConnection(error: unknown): boolean {
  return !REFUSED.test(codeOf(error)) && !(error instanceof DatabaseNotReadyError);
}

/**
 * A connection error as one line for the operator who starts the service; any other error unchanged.
 *
 * @param variable that names the database
 */
export function toNotReady(
  error: unknown,
  variable: 'DATABASE_URL' | 'DATABASE_MIGRATION_URL' = 'DATABASE_URL',
): unknown {
  const code = codeOf(error);
  const isUnanswered =
    UNREACHABLE.has(code) || (error instanceof Error && code === '' && UNANSWERED.test(error.message));
  if (!REFUSED.test(code) && !isUnanswered) return error;
  const what = isUnanswered ? 'the database does not answer' : 'the database refuses the connection';
  const why = code === '' ? '' : ` (${code})`;
  return new DatabaseNotReadyError(`${variable}: ${what}${why}: check host, port, database, role and password.`);
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

async function checkVersion(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ version: number }[]>(
    `select current_setting('server_version_num')::int as version`,
  );
  if ((row?.version ?? 0) < OLDEST_VERSION)
    throw new DatabaseNotReadyError('DATABASE_URL: Postgres 15 or newer is needed.');
}

async function checkSchema(dataSource: DataSource): Promise<void> {
  const [migrationTable] = await dataSource.query<{ exists: boolean }[]>(
    'select to_regclass($1) is not null as exists',
    [MIGRATION_TABLE],
  );
  if (migrationTable?.exists) await checkRights(dataSource, { [MIGRATION_TABLE]: ['select'] });
  const done = migrationTable?.exists
    ? await dataSource.query<{ name: string }[]>(`select name from ${MIGRATION_TABLE}`)
    : [];
  const missing = MIGRATIONS.map(({ name }) => name).filter((name) => !done.some((row) => row.name === name));
  if (missing.length > 0) {
    throw new DatabaseNotReadyError(
      `DATABASE_URL: the schema is behind by ${missing.length} migration(s) (${missing.join(', ')}): run "npm run migrate" first.`,
    );
  }
}

/** If the index has another order than a comparison, a list would leave out rows. */
async function checkNameOrder(dataSource: DataSource): Promise<void> {
  const { recorded, actual } = await nameOrderVersions(dataSource);
  if (recorded === actual) return;
  throw new DatabaseNotReadyError(
    `DATABASE_URL: names are sorted by ICU ${actual ?? 'of an unknown version'} now, and the indexes were built with ` +
      `${recorded ?? 'an unknown version'}: run "npm run migrate" first, which rebuilds them while the service runs.`,
  );
}

interface RoleFacts {
  readonly role: string;
  readonly superuser: boolean;
  readonly bypass: boolean;
  readonly owns: boolean;
  /** Whether it may become a role that bypasses row-level security. */
  readonly becomes: boolean;
}

async function checkRole(dataSource: DataSource): Promise<void> {
  const [role] = await dataSource.query<RoleFacts[]>(`
    select current_user as role, r.rolsuper as superuser, r.rolbypassrls as bypass,
           exists (select 1 from pg_roles other
                   where (other.rolsuper or other.rolbypassrls) and pg_has_role(current_user, other.oid, 'member')) as becomes,
           exists (select 1 from pg_class c
                   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                     and pg_has_role(current_user, c.relowner, 'member')) as owns
    from pg_roles r where r.rolname = current_user`);
  if (!role) throw new DatabaseNotReadyError('DATABASE_URL: its role cannot be read.');
  const why = bypassReasonOf(role);
  if (why) {
    throw new DatabaseNotReadyError(
      `DATABASE_URL: the role "${role.role}" ${why} and could bypass row-level security: use a role with LOGIN NOSUPERUSER ` +
        'NOBYPASSRLS that owns no tables, name it in DATABASE_URL and run "npm run migrate", which grants it USAGE on the ' +
        'schema and the rights on each table.',
    );
  }
}

function bypassReasonOf(role: RoleFacts): string | null {
  if (role.superuser) return 'is a superuser';
  if (role.bypass) return 'has BYPASSRLS';
  if (role.becomes) return 'may become a superuser or a role with BYPASSRLS,';
  return role.owns ? 'owns the tables, or may become their owner,' : null;
}

/** A role that was not the one of `DATABASE_URL` when the database was migrated would fail at its first request. */
async function checkRights(dataSource: DataSource, tables: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const wanted = Object.entries(tables).flatMap(([table, rights]) => rights.map((right) => [table, right]));
  const missing = await dataSource.query<{ role: string; table_name: string }[]>(
    `select distinct current_user as role, table_name from unnest($1::text[], $2::text[]) as wanted (table_name, privilege)
     where not has_table_privilege(table_name, privilege) order by table_name`,
    [wanted.map(([table]) => table), wanted.map(([, right]) => right)],
  );
  const [first] = missing;
  if (!first) return;
  throw new DatabaseNotReadyError(
    `DATABASE_URL: the role "${first.role}" lacks rights on ${missing.map((row) => row.table_name).join(', ')}: run ` +
      '"npm run migrate" with this DATABASE_URL, which grants them.',
  );
}
