import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Of every role that a test makes. */
const PASSWORD = randomBytes(12).toString('hex');

/** A database of one test file: its own owner and application roles, migrated as an operator would do it. */
export interface TestDatabase {
  readonly name: string;
  readonly applicationUrl: string;
  readonly ownerUrl: string;
  /** As superuser, past row-level security: for looking at rows and for moving time. */
  readonly admin: pg.Pool;
  drop(): Promise<void>;
}

/**
 * Makes an empty database with two plain roles.
 *
 * @param serverUrl a superuser's address of the server; the one of the whole run unless given
 */
export async function createDatabase(serverUrl = process.env['TEST_PG_ADMIN_URL'] ?? ''): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const adminUrl = (database?: string, role?: string): string => urlAt(serverUrl, database, role);
  const server = new pg.Client({ connectionString: adminUrl() });
  await server.connect();
  await server.query(`create role ${name}_owner login password '${PASSWORD}'`);
  await server.query(`create role ${name}_app login password '${PASSWORD}'`);
  await server.query(`create database ${name} owner ${name}_owner`);
  await server.end();
  const admin = new pg.Pool({ connectionString: adminUrl(name), max: 5 });
  admin.on('error', () => undefined);
  return {
    name,
    ownerUrl: adminUrl(name, `${name}_owner`),
    applicationUrl: adminUrl(name, `${name}_app`),
    admin,
    drop: async () => {
      await admin.end();
      const last = new pg.Client({ connectionString: adminUrl() });
      await last.connect();
      await last.query(`drop database ${name} with (force)`);
      await last.query(`drop role ${name}_app`);
      await last.query(`drop role ${name}_owner`);
      await last.end();
    },
  };
}

/** Migrates it with the built migration, as `npm run migrate` does. */
export async function migrateDatabase({ ownerUrl, name }: TestDatabase): Promise<void> {
  const response = await fetch(process.env['TEST_MIGRATOR_URL'] ?? '', {
    method: 'POST',
    body: JSON.stringify({ ownerUrl, applicationRole: `${name}_app` }),
  });
  if (!response.ok) throw new Error(await response.text());
}

function urlAt(serverUrl: string, database?: string, role?: string): string {
  const url = new URL(serverUrl);
  if (database) url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = PASSWORD;
  }
  return url.href;
}
