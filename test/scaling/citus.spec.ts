import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { DATABASE_SCHEMA } from '../../src/entities.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { VOLATILITY } from '../after/support/volatility.js';
import { createDatabase, migrateDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
const TENANTS = DATABASE_SCHEMA.tablesOf('tenant').sort();

beforeAll(async () => {
  database = await createDatabase();
  await migrateDatabase(database);
});
afterAll(() => database.drop());

async function rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await database.admin.query<Row>(sql, values)).rows;
}

/**
 * What Citus is for the migration: the same functions and its list of tables. They write down what they are asked, and refuse
 * what Citus refuses.
 */
const RECORDER = `
  create table citus_call (number serial, text text);
  create table pg_dist_partition (logicalrelid regclass);
  create function create_reference_table(name regclass) returns void language sql as $$
    insert into citus_call (text) values ('reference ' || name);
    insert into pg_dist_partition values (name);
  $$;
  -- As Citus does, see ErrorIfUnsupportedForeignConstraintExists in commands/foreign_constraint.c of its source.
  create function create_distributed_table(name regclass, by text, colocate_with text default 'default') returns void
  language plpgsql as $$
  declare local_table text;
  begin
    select case when conrelid = name then confrelid else conrelid end::regclass into local_table from pg_constraint
    where contype = 'f' and name in (conrelid, confrelid) and conrelid <> confrelid
      and case when conrelid = name then confrelid else conrelid end not in (select logicalrelid from pg_dist_partition);
    if local_table is not null then raise exception 'a foreign key of % and %, which is local', name, local_table; end if;
    insert into citus_call (text) values ('distribute ' || name || ' ' || by || ' ' || colocate_with);
    insert into pg_dist_partition values (name);
  end $$;`;

describe('the path to Citus', () => {
  it('is refused, by name of the variable, where there is no Citus', async () => {
    await expect(migrate(database.ownerUrl, `${database.name}_app`, DATABASE_SCHEMA, { citus: true })).rejects.toThrow(
      /^DATABASE_CITUS: /,
    );
  });

  it('runs each statement, once, and leaves every constraint as it was', async () => {
    const constraints = `select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
                         where connamespace = 'public'::regnamespace order by 1, 2`;
    const before = await rows(constraints);
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await database.admin.query(`grant create on schema public to ${database.name}_owner`);
    // Citus' own setting anyone may set; one that no one defined takes a grant.
    await database.admin.query(`grant set on parameter citus.propagate_set_commands to ${database.name}_owner`);
    await owner.query(RECORDER);
    try {
      const distribute = async (): Promise<string[]> => {
        await migrate(database.ownerUrl, `${database.name}_app`, DATABASE_SCHEMA, { citus: true });
        return (await rows<{ text: string }>('select text from citus_call order by number')).map(({ text }) => text);
      };
      const calls = await distribute();
      expect(await distribute()).toEqual(calls);
      expect(calls.filter((text) => text.startsWith('reference')).sort()).toEqual([
        'reference user_account',
        'reference user_email',
      ]);
      const distributed = calls.filter((text) => text.startsWith('distribute'));
      expect(distributed[0]).toBe('distribute organization organization_id default');
      expect(distributed.slice(1).sort()).toEqual(
        TENANTS.filter((table) => table !== 'organization').map(
          (table) => `distribute ${table} organization_id organization`,
        ),
      );
    } finally {
      await owner.query(`drop table citus_call, pg_dist_partition;
        drop function create_reference_table; drop function create_distributed_table`);
      await owner.end();
      await database.admin.query(`revoke set on parameter citus.propagate_set_commands from ${database.name}_owner`);
    }
    expect(await rows(constraints)).toEqual(before);
    const application = new pg.Client({ connectionString: database.applicationUrl });
    await application.connect();
    const { rows: set } = await application.query(`select current_setting('citus.propagate_set_commands') as value`);
    await application.end();
    expect(set).toEqual([{ value: 'local' }]);
  });
});

describe('what Citus asks of a distributed table', () => {
  // commands/create_distributed_table.c: ErrorIfUnsupportedConstraint.
  it('holds: organization_id is in each primary key, unique and exclusion constraint', async () => {
    const lacking = await rows(
      `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
       where (i.indisunique or i.indisexclusion) and c.relname = any ($1) and not a.attnum = any (i.indkey::int2[])`,
      [TENANTS],
    );
    expect(lacking).toEqual([]);
  });

  // commands/foreign_constraint.c: EnsureSupportedFKeyOnDistKey refuses SET NULL also where it names the other columns only. A key
  // without organization_id, to what is on every node, may change its columns.
  it('holds: a foreign key joins the tenants in the same place, or leads to what is on every node', async () => {
    const keys = await rows<{ name: string; source: string; target: string; aligned: boolean; sets: boolean }>(
      `select k.conname as name, k.conrelid::regclass::text as source, k.confrelid::regclass::text as target,
              exists (select 1 from unnest(k.conkey, k.confkey) pair (here, there)
                      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.here
                      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.there
                      where a.attname = 'organization_id' and b.attname = 'organization_id') as aligned,
              (confupdtype in ('n', 'd', 'c') or confdeltype in ('n', 'd'))
                and exists (select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey)
                            and a.attname = 'organization_id') as sets
       from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
    );
    const wrong = keys.filter(({ source, target, aligned, sets }) => {
      const [from, to] = [DATABASE_SCHEMA.kindOf(source), DATABASE_SCHEMA.kindOf(target)];
      if (from === 'tenant') return sets || (to === 'tenant' ? !aligned : to !== 'reference');
      // What is copied to all nodes, or stays on one, cannot refer to what is spread.
      return !(from === 'reference' && to === 'reference');
    });
    expect(wrong).toEqual([]);
    expect(keys.filter(({ source }) => DATABASE_SCHEMA.kindOf(source) === 'directory')).toEqual([]);
  });

  it('holds: no trigger, rule, sequence, identity, inheritance or generated organization_id', async () => {
    const found = await rows(
      `select 'trigger' as kind, tgrelid::regclass::text as name from pg_trigger where not tgisinternal
       union all select 'rule', ev_class::regclass::text from pg_rewrite r join pg_class c on c.oid = r.ev_class
         where c.relnamespace = 'public'::regnamespace
       union all select 'sequence', relname::text from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace
           -- Of the table that stays on the coordinator.
           and relname <> 'schema_migration_id_seq'
       union all select 'inheritance', inhrelid::regclass::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       union all select 'column', c.relname::text from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
           and (a.attidentity <> '' or (a.attname = 'organization_id' and a.attgenerated <> ''))`,
    );
    expect(found).toEqual([]);
  });

  // planner/distributed_planner.c: "parameterized queries for SQL functions referencing distributed tables are not supported".
  it('holds: no function in SQL has parameters and reads a table', async () => {
    const functions = await rows<{ name: string; body: string }>(
      `select p.proname as name, coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) as body
       from pg_proc p join pg_language l on l.oid = p.prolang
       where p.pronamespace = 'public'::regnamespace and l.lanname = 'sql' and p.pronargs > 0
         and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
    );
    const readers = functions.filter(({ body }) => /\b(from|join)\s+[a-z]/i.test(body)).map(({ name }) => name);
    // Processes of the version before call these; the service does not.
    expect(readers.sort()).toEqual(['enter_organization', 'enter_with_key']);
    expect(sourcesWith(/\benter_(organization|with_key)\s*\(/)).toEqual([]);
  });
});

/** The files of the service, without its migrations, in which a text is found. */
function sourcesWith(text: RegExp): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  return files.filter(
    (file) =>
      file.endsWith('.ts') && !file.startsWith('migrations') && text.test(readFileSync(join('src', file), 'utf8')),
  );
}

describe('the volatility of functions, by which statements are checked for Citus', () => {
  it.each(Object.entries(VOLATILITY))('is that of the catalogue: %s', async (volatility, names) => {
    const listed = await rows<{ name: string }>(
      'select distinct proname as name from pg_proc where proname = any ($1) and provolatile = $2',
      [names, volatility.charAt(0)],
    );
    expect(listed.map(({ name }) => name).sort()).toEqual([...names].sort());
  });
});
