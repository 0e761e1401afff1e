import pg from 'pg';
import { Credentials } from './data-folder.js';
import { EmbeddedPostgres } from './postgres.js';
import { LOOPBACK } from './ports.js';

/**
 * The embedded database's name.
 *
 * @public read by the benchmarks
 */
export const DATABASE = 'organizations';
const OWNER_ROLE = 'organization_owner';
const APPLICATION_ROLE = 'organization_app';

/** Addresses of the service's database: for the owner, who migrates, and for the application. */
export interface DatabaseUrls {
  readonly owner: string;
  readonly application: string;
}

/**
 * Creates the database and its two roles if they are missing. Neither is a superuser nor may bypass row-level security, and
 * the application's role owns nothing: its rights are granted by the migrations.
 */
export async function ensureRoles(postgres: EmbeddedPostgres, credentials: Credentials): Promise<DatabaseUrls> {
  const client = new pg.Client({ connectionString: postgres.administratorUrl('postgres') });
  await client.connect();
  try {
    await ensureRole(client, OWNER_ROLE, credentials.databaseOwner);
    await ensureRole(client, APPLICATION_ROLE, credentials.databaseApplication);
    const existing = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (existing.rowCount === 0) {
      await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`);
      await client.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`);
      await client.query(`GRANT CONNECT ON DATABASE ${DATABASE} TO ${APPLICATION_ROLE}`);
    }
  } finally {
    await client.end();
  }
  return {
    owner: ownerUrl(credentials, postgres.port),
    application: urlOf(APPLICATION_ROLE, credentials.databaseApplication, postgres.port),
  };
}

/** The address of the database on this port for the role that owns it. */
export function ownerUrl({ databaseOwner }: Credentials, port: number): string {
  return urlOf(OWNER_ROLE, databaseOwner, port);
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const existing = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (existing.rowCount === 0) await client.query(`CREATE ROLE ${role}`);
  // Set at every start: this corrects a database that was created by hand, or an attribute that was granted by mistake.
  await client.query(
    `ALTER ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${client.escapeLiteral(password)}`,
  );
}

function urlOf(role: string, password: string, port: number): string {
  return `postgres://${role}:${password}@${LOOPBACK}:${port}/${DATABASE}`;
}
