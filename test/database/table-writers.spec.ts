import { DATABASE_SCHEMA } from '../../src/entities.js';
import { tableWriters, WRITERS_BY_NAME, writersIn, type Writer } from '../support/table-writers.js';

const OWNERS = new Map(DATABASE_SCHEMA.tables.map(({ name, module }) => [name, module]));

/** Written by TypeORM, or by a function with the rights of the owner's role. */
const WITHOUT_WRITER = ['schema_migration', 'platform_audit_event'];

const writers = tableWriters();

describe('the scan of the sources', () => {
  const tablesOf = (source: string) => writersIn('billing/x.ts', source).map(({ verb, table }) => [verb, table]);

  it('finds each table that is written, also behind a WITH and with an alias', () => {
    expect(
      tablesOf(
        "tx.query('insert into a (id) values ($1)'); tx.query(`with x as (delete from b using c returning 1), y as (\n" +
          'update d as e\n set f = 1) insert into ${table} select 1`); const t = \'UPDATE only "g" SET h = 1\';',
      ),
    ).toEqual([
      ['insert', 'a'],
      ['delete', 'b'],
      ['update', 'd'],
      ['insert', null],
      ['update', 'g'],
    ]);
  });

  it('takes neither a lock nor the second half of an upsert for a table', () => {
    expect(
      tablesOf(
        "['select 1 from a for update', 'select 1 for no key update skip locked', 'insert into a (b) values (1) on conflict (b) do update set c = 1', 'Update the page and set a date']",
      ),
    ).toEqual([['insert', 'a']]);
  });
});

describe('a table', () => {
  it('is written only by the module that owns it', () => {
    const foreign = writers.filter(
      ({ table, module }) => table !== null && OWNERS.has(table) && OWNERS.get(table) !== module,
    );
    expect(foreign.map(({ file, verb, table }) => `${file}: ${verb} ${table ?? ''}`)).toEqual([]);
  });

  it('whose name is known only at run time is written by the listed files alone, those of another module for a reason', () => {
    const files = [...new Set(writers.filter(({ table }) => table === null).map(({ file }) => file))];
    expect(files.sort()).toEqual(WRITERS_BY_NAME.map(({ file }) => file).sort());
    const withoutReason = WRITERS_BY_NAME.filter(
      ({ file, tables, reason }) => !reason && tables.some((table) => OWNERS.get(table) !== moduleOf(file)),
    );
    expect(withoutReason).toEqual([]);
  });

  it('has a writer, so that no owner is only on paper', () => {
    const written = new Set([...writers.flatMap(namesOf), ...WRITERS_BY_NAME.flatMap(({ tables }) => tables)]);
    const unwritten = [...OWNERS.keys()].filter((table) => !written.has(table));
    expect(unwritten.sort()).toEqual([...WITHOUT_WRITER].sort());
  });
});

const moduleOf = (file: string): string => file.split('/')[0] ?? '';

const namesOf = ({ table }: Writer): string[] => (table === null ? [] : [table]);
