import { createMigratedDatabase, type TestDatabase } from '../support/database.js';
import { startProcess } from '../support/service.js';
import { endedStart, expectOneLine } from '../start/support/ended-start.js';

let database: TestDatabase;
let environment: Record<string, string>;
beforeAll(async () => {
  database = await createMigratedDatabase();
  environment = {
    DATABASE_URL: database.applicationUrl,
    REDIS_URL: process.env['TEST_REDIS_URL'] ?? '',
    SMTP_URL: 'smtp://127.0.0.1:9',
    APP_SECRET: 'a secret of the tests, long enough to be one',
  };
});
afterAll(() => database.drop());

const INDEXES = `select indexrelid::regclass::text as name, pg_relation_filenode(indexrelid) as node from pg_index
  where 'name_order'::regcollation = any (indcollation::oid[]) order by 1`;
const indexes = async () => (await database.admin.query<{ name: string; node: number }>(INDEXES)).rows;
const recorded = async () =>
  (
    await database.admin.query<{ is_actual: boolean }>(
      `select collversion = pg_collation_actual_version(oid) as is_actual from pg_collation where collname = 'name_order'`,
    )
  ).rows;

describe('the order of names', () => {
  it('rests on a deterministic collation of ICU, and nothing unique rests on it', async () => {
    const { rows } = await database.admin.query(
      `select collprovider, collisdeterministic, collversion is not null as has_version from pg_collation where collname = 'name_order'`,
    );
    expect(rows).toEqual([{ collprovider: 'i', collisdeterministic: true, has_version: true }]);
    const unique = await database.admin.query(
      `select indexrelid::regclass from pg_index where indisunique and 'name_order'::regcollation = any (indcollation::oid[])`,
    );
    expect(unique.rows).toEqual([]);
    const sorted = 'automation campaign deal integration lead membership membership_of_role sequence'.split(' ');
    expect((await indexes()).map(({ name }) => name)).toEqual(sorted.map((table) => `${table}_in_name_order`));
  });

  it('of another version of ICU refuses the start until the migration has built the indexes again', async () => {
    const before = await indexes();
    await database.admin.query(`update pg_collation set collversion = '1.1' where collname = 'name_order'`);
    expectOneLine(await endedStart(environment), /^DATABASE_URL: names are sorted by ICU .*"npm run migrate"/);
    const migration = { DATABASE_URL: database.applicationUrl, DATABASE_MIGRATION_URL: database.ownerUrl };
    const ended = await endedStart(migration, 'dist/migrate.js');
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    const after = await indexes();
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    for (const [place, { node }] of before.entries()) expect(after[place]?.node).not.toBe(node);
    expect(await recorded()).toEqual([{ is_actual: true }]);
    const service = await startProcess(environment);
    expect(await service.stop()).toBe(0);
    // Nothing is left to do.
    await endedStart(migration, 'dist/migrate.js');
    expect(await indexes()).toEqual(after);
  });

  it('is built by two migrations at once as well', async () => {
    await database.admin.query(`update pg_collation set collversion = '1.1' where collname = 'name_order'`);
    const migration = { DATABASE_URL: database.applicationUrl, DATABASE_MIGRATION_URL: database.ownerUrl };
    const ended = await Promise.all([
      endedStart(migration, 'dist/migrate.js'),
      endedStart(migration, 'dist/migrate.js'),
    ]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect(await recorded()).toEqual([{ is_actual: true }]);
    const broken = await database.admin.query('select 1 from pg_index where not indisvalid');
    expect(broken.rows).toEqual([]);
  });
});
