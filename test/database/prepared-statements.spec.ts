import { createMigratedDatabase, type TestDatabase } from '../support/database.js';
import { type Caller, TenantDatabaseFixture } from './support/tenant-database-fixture.js';

let database: TestDatabase;
let tenants: TenantDatabaseFixture;
let caller: Caller;

beforeAll(async () => {
  database = await createMigratedDatabase();
  tenants = await TenantDatabaseFixture.open(database, 1);
  caller = await tenants.createOrganization('alpha');
  await database.admin.query('create table changing (value integer)');
  await database.admin.query('insert into changing values (7)');
  await database.admin.query(`grant select on changing to ${new URL(database.applicationUrl).username}`);
});
afterAll(async () => {
  await tenants.close();
  await database.drop();
});

const read = (text: string, values: unknown[] = []) => tenants.database.read(caller, { text, values });
const write = (text: string, values: unknown[] = []) => tenants.database.write(caller, (tx) => tx.query(text, values));
const preparedTexts = async (): Promise<string[]> => {
  const { rows } = await tenants.pool.query<{ statement: string }>('select statement from pg_prepared_statements');
  return rows.map(({ statement }) => statement);
};

describe('prepared statements', () => {
  it('are prepared once per connection, for reads and writes alike', async () => {
    const text = 'select $1::text as one';
    for (const value of ['a', 'b']) {
      expect(await read(text, [value])).toEqual([{ one: value }]);
      expect(await write(text, [value])).toEqual([{ one: value }]);
    }
    const prepared = await preparedTexts();
    expect(prepared.filter((statement) => statement === text)).toHaveLength(1);
    expect(prepared.filter((statement) => statement.includes('account_live'))).toHaveLength(1);
    expect(prepared.filter((statement) => statement.includes(caller.organizationId))).toHaveLength(0);
  });

  it.each([
    ['a read', read],
    ['a write', write],
  ])('work in %s after they failed at their first use', async (kind, use) => {
    const text = `select $1::integer as value -- ${kind}`;
    await expect(use(text, ['no number'])).rejects.toThrow('invalid input syntax');
    expect(await use(text, [3])).toEqual([{ value: 3 }]);
  });

  it('give every row its own types and nulls', async () => {
    const rows = await read(
      `select * from (values (1::bigint, null, 'x', array['a', 'b'], true), (2, now(), null, null, false))
       as row (number, at, text, list, flag) order by number`,
    );
    expect(rows).toEqual([
      { number: 1, at: null, text: 'x', list: ['a', 'b'], flag: true },
      { number: 2, at: expect.stringMatching(/^\d{4}-.*Z$/) as string, text: null, list: null, flag: false },
    ]);
  });

  it.each([
    ['a read', read],
    ['a write', write],
  ])('do not outlive a change of the schema: %s fails once at most', async (_kind, use) => {
    const text = 'select value from changing';
    await database.admin.query('alter table changing alter column value type integer using value::integer');
    await use(text).catch(() => undefined);
    expect(await use(text)).toEqual([{ value: 7 }]);
    await database.admin.query('alter table changing alter column value type text');
    await use(text).catch(() => undefined);
    expect(await use(text)).toEqual([{ value: '7' }]);
  });
});
