import { createDatabase, migrateDatabase, type TestDatabase } from '../support/database.js';
import { startProcess } from '../support/service.js';
import { endedStart, expectOneLine } from './support/ended-start.js';

let database: TestDatabase;
let environment: Record<string, string>;

beforeAll(async () => {
  database = await createDatabase();
  environment = {
    DATABASE_URL: database.applicationUrl,
    REDIS_URL: process.env['TEST_REDIS_URL'] ?? '',
    SMTP_URL: 'smtp://127.0.0.1:9',
    APP_SECRET: 'a secret of the tests, long enough to be one',
  };
});
afterAll(() => database.drop());

const sql = (statement: string) => database.admin.query(statement);
const migration = (): Record<string, string> => ({
  DATABASE_URL: database.applicationUrl,
  DATABASE_MIGRATION_URL: database.ownerUrl,
});

/** The same address with something else in it. */
function changed(url: string, change: (address: URL) => void): string {
  const address = new URL(url);
  change(address);
  return address.href;
}

describe('a database that is not migrated', () => {
  it('is refused with a line that says what to run, and is left as it is', async () => {
    expectOneLine(await endedStart(environment), /^DATABASE_URL: the schema is behind .*"npm run migrate"/);
    const { rowCount } = await sql(`select 1 from pg_class where relnamespace = 'public'::regnamespace`);
    expect(rowCount).toBe(0);
  });
});

describe('npm run migrate', () => {
  it('works as a plain owner of the database, also two at once', async () => {
    const roles = await sql(
      `select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls as mighty from pg_roles
       where rolname in ('${database.name}_owner', '${database.name}_app')`,
    );
    expect(roles.rows).toEqual([{ mighty: false }, { mighty: false }]);
    const ended = await Promise.all([
      endedStart(migration(), 'dist/migrate.js'),
      endedStart(migration(), 'dist/migrate.js'),
    ]);
    expect(ended).toMatchObject([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    const migrated = ended.flatMap(({ stdout }) => stdout.match(/"Migrated\."/g) ?? []);
    const { rowCount } = await sql('select 1 from schema_migration');
    expect(migrated).toHaveLength(rowCount ?? -1);
  });

  it('does nothing the second time, and grants again what was taken away', async () => {
    await sql(`revoke all on membership from ${database.name}_app`);
    const again = await endedStart(migration(), 'dist/migrate.js');
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).not.toContain('Migrated.');
    const service = await startProcess(environment);
    expect(await service.stop()).toBe(0);
  });

  it.each<[string, (url: Record<string, string>) => Record<string, string>, RegExp]>([
    ['without the address of the owner', ({ DATABASE_URL = '' }) => ({ DATABASE_URL }), /^DATABASE_MIGRATION_URL /],
    [
      'without the address of the application',
      ({ DATABASE_MIGRATION_URL = '' }) => ({ DATABASE_MIGRATION_URL }),
      /^DATABASE_URL /,
    ],
    [
      'as a role that does not own the database',
      ({ DATABASE_URL = '' }) => ({ DATABASE_URL, DATABASE_MIGRATION_URL: DATABASE_URL }),
      /^DATABASE_MIGRATION_URL: the role "\w+_app" does not own the tables: use their owner, the role "\w+_owner"/,
    ],
    [
      'for a role that does not exist',
      (urls) => ({ ...urls, DATABASE_URL: changed(urls['DATABASE_URL'] ?? '', (url) => (url.username = 'nobody')) }),
      /^role "nobody" does not exist/,
    ],
  ])('is refused with one line %s', async (_what, change, line) => {
    expectOneLine(await endedStart(change(migration()), 'dist/migrate.js'), line);
  });
});

describe('a role of DATABASE_URL that could bypass row-level security', () => {
  const named = (role: string, why: string): RegExp =>
    new RegExp(
      `^DATABASE_URL: the role "${role}" ${why}.* NOSUPERUSER NOBYPASSRLS .*"npm run migrate", which grants it`,
    );

  beforeAll(() => migrateDatabase(database));

  it('is refused as a superuser', async () => {
    const url = changed(process.env['TEST_PG_ADMIN_URL'] ?? '', (address) => (address.pathname = database.name));
    const line = named(new URL(url).username, 'is a superuser');
    expectOneLine(await endedStart({ ...environment, DATABASE_URL: url }), line);
  });

  it('is refused as the owner', async () => {
    const ended = await endedStart({ ...environment, DATABASE_URL: database.ownerUrl });
    expectOneLine(ended, named(`${database.name}_owner`, 'owns the tables'));
  });

  it.each<[string, (role: string) => [does: string, undoes: string], string]>([
    [
      'with BYPASSRLS',
      (role) => [`alter role ${role}_app bypassrls`, `alter role ${role}_app nobypassrls`],
      'has BYPASSRLS',
    ],
    [
      'as a member of the owner',
      (role) => [`grant ${role}_owner to ${role}_app`, `revoke ${role}_owner from ${role}_app`],
      'owns the tables, or may become their owner',
    ],
    [
      'as a member of a member of the owner, which inherits nothing',
      (role) => [
        `create role ${role}_between noinherit; grant ${role}_owner to ${role}_between; grant ${role}_between to ${role}_app`,
        `drop role ${role}_between`,
      ],
      'owns the tables, or may become their owner',
    ],
    [
      'as a member of a role with BYPASSRLS',
      (role) => [
        `create role ${role}_bypass bypassrls; grant ${role}_bypass to ${role}_app`,
        `drop role ${role}_bypass`,
      ],
      'may become a superuser or a role with BYPASSRLS',
    ],
  ])('is refused %s', async (_what, statements, why) => {
    const [does, undoes] = statements(database.name);
    await sql(does);
    try {
      expectOneLine(await endedStart(environment), named(`${database.name}_app`, why));
    } finally {
      await sql(undoes);
    }
  });

  it('is taken when it is plain, and then serves', async () => {
    const service = await startProcess(environment);
    const ready = await fetch(`${service.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ok', database: 'up', redis: 'up', mail: 'ok' },
    ]);
    expect(await service.stop()).toBe(0);
  });
});

describe('an address of DATABASE_URL that leads nowhere', () => {
  it.each<[string, (url: URL) => void, RegExp]>([
    ['a wrong password', (url) => (url.password = 'wrong'), /^DATABASE_URL: the database refuses .*28P01/],
    ['no such database', (url) => (url.pathname = '/nowhere'), /^DATABASE_URL: the database does not exist \(3D000\)/],
  ])('is refused with one line: %s', async (_what, change, line) => {
    const url = changed(database.applicationUrl, change);
    expectOneLine(await endedStart({ ...environment, DATABASE_URL: url }), line);
  });

  it('is refused with one line: a role without rights on the tables', async () => {
    await sql(`revoke select on outbox from ${database.name}_app`);
    const line = new RegExp(
      `^DATABASE_URL: the role "${database.name}_app" lacks rights on outbox: run "npm run migrate"`,
    );
    expectOneLine(await endedStart(environment), line);
    await migrateDatabase(database);
  });
});
