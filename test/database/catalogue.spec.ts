import { DATABASE_SCHEMA } from '../../src/entities.js';
import { createDatabase, migrateDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let owner: string;
let application: string;

beforeAll(async () => {
  database = await createDatabase();
  await migrateDatabase(database);
  owner = `${database.name}_owner`;
  application = `${database.name}_app`;
});
afterAll(() => database.drop());

const TENANTS = DATABASE_SCHEMA.tablesOf('tenant').sort();

async function rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await database.admin.query<Row>(sql, values)).rows;
}

async function names(sql: string, values: unknown[] = []): Promise<string[]> {
  return (await rows<{ name: string }>(sql, values)).map(({ name }) => name).sort();
}

describe('the tables', () => {
  it('have each exactly one entity, and every entity has a table', async () => {
    const described = DATABASE_SCHEMA.tables.map(({ name }) => name);
    const tables = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    );
    expect(tables).toEqual(described.sort());
  });

  it('are the only relations: no view or foreign table looks past their policies', async () => {
    const others = await names(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind not in ('r', 'p', 'i', 'I', 't', 'S')`,
    );
    expect(others).toEqual([]);
  });

  it('with an organization_id are tenant tables unless they are directory tables', async () => {
    const carrying = await names(`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
    const directory = DATABASE_SCHEMA.tablesOf('directory');
    expect(carrying.filter((name) => !directory.includes(name))).toEqual(TENANTS);
  });
});

describe('every tenant table', () => {
  it('has row-level security, enabled and forced, and a tenant on every row', async () => {
    const secure = await names(`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
      where c.relnamespace = 'public'::regnamespace and c.relrowsecurity and c.relforcerowsecurity
        and a.attnotnull and a.atttypid = 'uuid'::regtype`);
    expect(secure).toEqual(TENANTS);
  });

  it("has the tenant's policy, for everyone and every command, and it knows one organization only", async () => {
    const policies = await rows<{ name: string; command: string; roles: string; using: string; check: string | null }>(`
      select tablename as name, cmd as command, roles::text, qual as using, with_check as check
      from pg_policies where schemaname = 'public' and policyname = 'tenant' and permissive = 'PERMISSIVE'
      order by tablename`);
    expect(policies).toEqual(
      TENANTS.map((name) => ({
        name,
        command: 'ALL',
        roles: '{public}',
        using: "(organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)",
        check: null,
      })),
    );
  });

  it("has no other policy but the owner's, to SELECT", async () => {
    const others = await rows(
      `select roles::text, cmd, permissive from pg_policies
       where schemaname = 'public' and policyname <> 'tenant' group by 1, 2, 3`,
    );
    expect(others).toEqual([{ roles: `{${owner}}`, cmd: 'SELECT', permissive: 'PERMISSIVE' }]);
  });

  it('has organization_id in its primary key and in every unique index', async () => {
    const keyed = await names(
      `select c.relname as name from pg_index i join pg_class c on c.oid = i.indrelid
       where i.indisprimary and c.relname = any ($1)`,
      [TENANTS],
    );
    expect(keyed).toEqual(TENANTS);
    const without = await names(
      `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
       where i.indisunique and c.relname = any ($1) and not a.attnum = any (i.indkey::int2[])`,
      [TENANTS],
    );
    expect(without).toEqual([]);
  });

  it("has organization_id on both sides of every foreign key, but for those to the users' table", async () => {
    const keys = await rows<{ name: string; target: string; composite: boolean }>(
      `select k.conname as name, k.confrelid::regclass::text as target,
              exists (select 1 from unnest(k.conkey, k.confkey) pair (here, there)
                      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.here
                      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.there
                      where a.attname = 'organization_id' and b.attname = 'organization_id') as composite
       from pg_constraint k where k.contype = 'f' and k.conrelid::regclass::text = any ($1)`,
      [TENANTS],
    );
    expect(keys.length).toBeGreaterThan(5);
    for (const { name, target, composite } of keys) {
      expect([name, composite]).toEqual([name, target !== 'user_account']);
    }
  });
});

describe('the functions that look across organizations', () => {
  it('are exactly those that the modules declare', async () => {
    const found = await names(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.prosecdef and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`,
    );
    expect(found).toEqual([...DATABASE_SCHEMA.definerFunctions].sort());
  });

  it("are the owner's, with a pinned search path that ends at temporary tables, and not for everyone", async () => {
    const facts = await rows<{ owner: string; path: string; everybody: boolean; application: boolean }>(
      `select distinct pg_get_userbyid(p.proowner) as owner, p.proconfig[1] as path,
              p.proacl is null or p.proacl::text ~ '[{,]=X' as everybody,
              has_function_privilege($1, p.oid, 'execute') as application
       from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace`,
      [application],
    );
    const path = 'search_path=pg_catalog, public, pg_temp';
    expect(facts).toEqual([{ owner, path, everybody: false, application: true }]);
  });

  it('belong to the owner of every table', async () => {
    const owners = await names(
      `select distinct pg_get_userbyid(relowner) as name from pg_class where relnamespace = 'public'::regnamespace`,
    );
    expect(owners).toEqual([owner]);
  });
});

describe("the application's role", () => {
  it('is plain, and so is the owner of the tables', async () => {
    const roles = await rows(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = any ($1)`,
      [[owner, application]],
    );
    const plain = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
    };
    expect(roles).toEqual([plain, plain]);
  });

  it('owns nothing, is a member of no one and makes nothing in the schema', async () => {
    const [facts] = await rows(
      `select (select count(*)::int from pg_shdepend d join pg_roles r on r.oid = d.refobjid
               where r.rolname = $1 and d.deptype = 'o') as owned,
              (select count(*)::int from pg_auth_members m join pg_roles r on r.oid = m.member
               where r.rolname = $1) as memberships,
              pg_has_role($1, $2, 'member') as "becomesOwner",
              has_schema_privilege($1, 'public', 'create') as creates,
              has_database_privilege($1, current_database(), 'create') as "createsSchemas"`,
      [application, owner],
    );
    expect(facts).toEqual({
      owned: 0,
      memberships: 0,
      becomesOwner: false,
      creates: false,
      createsSchemas: false,
    });
  });

  it.each(DATABASE_SCHEMA.tables)('has on $name the rights of its entity and no others', async ({ name, rights }) => {
    const granted = await names(
      `select lower(privilege) as name
       from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
       where has_table_privilege($1, $2::regclass, privilege)`,
      [application, name],
    );
    expect(granted).toEqual([...rights].sort());
  });

  it('never changes what was audited', () => {
    expect(DATABASE_SCHEMA.rights['audit_event']).toEqual(['select', 'insert']);
  });

  it('has no rights on single columns, and everyone has none at all', async () => {
    const columns = await names(
      `select attrelid::regclass || '.' || attname as name from pg_attribute
       where attacl is not null and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`,
    );
    const everybody = await names(
      `select table_name::text as name from information_schema.role_table_grants
       where table_schema = 'public' and grantee not in ($1, $2)`,
      [owner, application],
    );
    expect([columns, everybody]).toEqual([[], []]);
  });
});
