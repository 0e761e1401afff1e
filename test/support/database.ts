import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Of every role that a test makes. */
const PASSWORD = randomBytes(12).toString('hex');

/** A database of one test file: its own owner and application roles, migrated as an operator would do it. */
export interface TestDatabase {
  readonly name: string;
  readonly owner: string;
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
  const name = newName();
  const owner = `${name}_owner`;
  await ask(serverUrl, [
    `create role ${owner} login password '${PASSWORD}'`,
    `create role ${name}_app login password '${PASSWORD}'`,
    `create database ${name} owner ${owner}`,
  ]);
  return databaseOf(serverUrl, name, urlAt(serverUrl, name, owner), [`drop role ${owner}`]);
}

/** Makes a copy of the run's migrated database, with an application role of its own. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['TEST_PG_ADMIN_URL'] ?? '';
  const template = new URL(process.env['TEST_TEMPLATE_URL'] ?? '');
  const name = newName();
  await ask(serverUrl, [
    `create role ${name}_app login password '${PASSWORD}'`,
    `create database ${name} owner ${template.username} template ${template.pathname.slice(1)}`,
  ]);
  const database = databaseOf(serverUrl, name, urlAt(template.href, name));
  // There is nothing to migrate; the application's role gets its rights.
  await migrateDatabase(database);
  return database;
}

function newName(): string {
  return `t_${randomBytes(6).toString('hex')}`;
}

async function ask(serverUrl: string, statements: readonly string[]): Promise<void> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  for (const statement of statements) await server.query(statement);
  await server.end();
}

/** @param cleanup statements that run once the database is dropped */
function databaseOf(serverUrl: string, name: string, ownerUrl: string, cleanup: string[] = []): TestDatabase {
  const admin = new pg.Pool({ connectionString: urlAt(serverUrl, name), max: 5 });
  admin.on('error', () => undefined);
  return {
    name,
    owner: new URL(ownerUrl).username,
    ownerUrl,
    applicationUrl: urlAt(serverUrl, name, `${name}_app`),
    admin,
    drop: async () => {
      await admin.end();
      await ask(serverUrl, [`drop database ${name} with (force)`, `drop role ${name}_app`, ...cleanup]);
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
