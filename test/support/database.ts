import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { load } from './worker-packages/load.js';

const { Client, Pool } = load('pg') as typeof pg;

/** Of every role that a test makes. */
const PASSWORD = randomBytes(12).toString('hex');

/** A database of one test file, migrated as an operator would do it, with an owner and an application role. */
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
  return databaseOf(serverUrl, {
    name,
    ownerUrl: urlAt(serverUrl, name, owner),
    applicationUrl: urlAt(serverUrl, name, `${name}_app`),
    roles: [`${name}_app`, owner],
  });
}

/**
 * Makes a copy of the run's migrated database, with the roles of that one: the rights of its application role are copied, so
 * there is nothing to migrate or to grant.
 */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['TEST_PG_ADMIN_URL'] ?? '';
  const template = new URL(process.env['TEST_TEMPLATE_URL'] ?? '');
  const name = newName();
  await ask(serverUrl, [`create database ${name} owner ${template.username} template ${template.pathname.slice(1)}`]);
  return databaseOf(serverUrl, {
    name,
    ownerUrl: urlAt(template.href, name),
    applicationUrl: urlAt(process.env['TEST_TEMPLATE_APPLICATION_URL'] ?? '', name),
    roles: [],
  });
}

function newName(): string {
  return `t_${randomBytes(6).toString('hex')}`;
}

async function ask(serverUrl: string, statements: readonly string[]): Promise<void> {
  const server = new Client({ connectionString: serverUrl });
  await server.connect();
  for (const statement of statements) await server.query(statement);
  await server.end();
}

interface Made {
  readonly name: string;
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  /** Its own, which are dropped with it. */
  readonly roles: readonly string[];
}

function databaseOf(serverUrl: string, { name, ownerUrl, applicationUrl, roles }: Made): TestDatabase {
  const admin = new Pool({ connectionString: urlAt(serverUrl, name), max: 5 });
  admin.on('error', () => undefined);
  return {
    name,
    owner: new URL(ownerUrl).username,
    ownerUrl,
    applicationUrl,
    admin,
    drop: async () => {
      await admin.end();
      await ask(serverUrl, [`drop database ${name} with (force)`, ...roles.map((role) => `drop role ${role}`)]);
    },
  };
}

/** Migrates it with the built migration, as `npm run migrate` does. */
export async function migrateDatabase({ ownerUrl, applicationUrl }: TestDatabase): Promise<void> {
  const response = await fetch(process.env['TEST_MIGRATOR_URL'] ?? '', {
    method: 'POST',
    body: JSON.stringify({ ownerUrl, applicationRole: new URL(applicationUrl).username }),
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
