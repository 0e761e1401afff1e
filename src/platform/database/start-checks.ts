import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import { MIGRATION_TABLE } from './data-source.js';

/** The database is not as the service needs it. The message is one line that says what to do. */
export class DatabaseNotReadyError extends Error {
  override readonly name = 'DatabaseNotReadyError';
}

const OLDEST = 150_000;

/**
 * Refuses a database on which the service must not run: too old, behind with its schema, or with a role that could
 * bypass row-level security.
 */
export async function checkDatabase(dataSource: DataSource): Promise<void> {
  await checkVersion(dataSource);
  await checkSchema(dataSource);
  await checkRole(dataSource);
}

async function checkVersion(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ version: number }[]>(
    `select current_setting('server_version_num')::int as version`,
  );
  if ((row?.version ?? 0) < OLDEST) throw new DatabaseNotReadyError('DATABASE_URL: Postgres 15 or newer is needed.');
}

async function checkSchema(dataSource: DataSource): Promise<void> {
  const [found] = await dataSource.query<{ exists: boolean }[]>('select to_regclass($1) is not null as exists', [
    MIGRATION_TABLE,
  ]);
  const done = found?.exists ? await dataSource.query<{ name: string }[]>(`select name from ${MIGRATION_TABLE}`) : [];
  const missing = MIGRATIONS.map(({ name }) => name).filter((name) => !done.some((row) => row.name === name));
  if (missing.length > 0) {
    throw new DatabaseNotReadyError(
      `DATABASE_URL: the schema is behind by ${missing.length} migration(s) (${missing.join(', ')}): run "npm run migrate" first.`,
    );
  }
}

interface RoleFacts {
  readonly role: string;
  readonly superuser: boolean;
  readonly bypass: boolean;
  readonly owns: boolean;
}

async function checkRole(dataSource: DataSource): Promise<void> {
  const [role] = await dataSource.query<RoleFacts[]>(`
    select current_user as role, r.rolsuper as superuser, r.rolbypassrls as bypass,
           exists (select 1 from pg_class c
                   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                     and pg_has_role(current_user, c.relowner, 'member')) as owns
    from pg_roles r where r.rolname = current_user`);
  if (!role) throw new DatabaseNotReadyError('DATABASE_URL: its role cannot be read.');
  const why = whyBypassing(role);
  if (why) {
    throw new DatabaseNotReadyError(
      `DATABASE_URL: the role "${role.role}" ${why} and could bypass row-level security: use a role with LOGIN NOSUPERUSER ` +
        'NOBYPASSRLS that owns no tables, name it in DATABASE_URL and run "npm run migrate", which grants it USAGE on the ' +
        'schema and the rights on each table.',
    );
  }
}

function whyBypassing(role: RoleFacts): string | null {
  if (role.superuser) return 'is a superuser';
  if (role.bypass) return 'has BYPASSRLS';
  return role.owns ? 'owns the tables, or may become their owner,' : null;
}
