import type { PoolClient } from 'pg';
import { populateOrganization, type PopulatedOrganization } from '../support/populated-organization.js';
import { World } from '../support/world.js';
import { Application } from './support/application.js';

let world: World;
let application: Application;
let tables: string[];
let alpha: PopulatedOrganization;
let beta: PopulatedOrganization;

beforeAll(async () => {
  world = await World.start();
  application = new Application(world.database);
  const found = await world.database.admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity order by 1`,
  );
  tables = found.rows.map(({ name }) => name);
  [alpha, beta] = await Promise.all([populateOrganization(world, 'alpha'), populateOrganization(world, 'beta')]);
}, 60_000);
afterAll(async () => {
  await application.stop();
  await world.stop();
});

const QUANTITY = 'select count(*)::int as quantity from';

async function quantity(client: Pick<PoolClient, 'query'>, from: string, values: unknown[] = []): Promise<number> {
  const { rows } = await client.query<{ quantity: number }>(`${QUANTITY} ${from}`, values);
  return rows[0]?.quantity ?? -1;
}

describe('every tenant table of the live catalogue', () => {
  it('has rows of two organizations here', async () => {
    const empty: string[] = [];
    for (const table of tables) {
      for (const { id } of [alpha, beta]) {
        const found = await quantity(world.database.admin, `${table} where organization_id = $1`, [id]);
        if (found === 0) empty.push(table);
      }
    }
    expect(empty).toEqual([]);
  });

  it('shows nothing without a tenant, nor after the transaction of one', async () => {
    await application.as(alpha.id, (client) => client.query('select 1'));
    for (const none of [null, '']) {
      for (const table of tables) {
        const found = await application.as(null, async (client) => {
          if (none !== null) await client.query(`set local app.organization_id = ''`);
          return quantity(client, table);
        });
        expect([table, found]).toEqual([table, 0]);
      }
    }
  });

  it('shows a tenant all of its own rows and no others, also to a query that forgets its filter', async () => {
    for (const { id } of [alpha, beta]) {
      for (const table of tables) {
        const own = await quantity(world.database.admin, `${table} where organization_id = $1`, [id]);
        const [seen, foreign] = await application.as(id, async (client) => [
          await quantity(client, table),
          await quantity(client, `${table} where organization_id <> $1`, [id]),
        ]);
        expect([table, seen, foreign]).toEqual([table, own, 0]);
      }
    }
  });

  it("refuses another tenant's row to be inserted", async () => {
    for (const table of tables) {
      const { columns, row } = await foreignRow(table);
      const outcome = await application.attempt(alpha.id, [
        `insert into ${table} (${columns}) select ${columns} from json_populate_record(null::${table}, $1)`,
        [row],
      ]);
      expect([table, outcome]).toEqual([table, '42501']);
    }
  });

  it("finds nothing of another tenant's to update or delete", async () => {
    for (const table of tables) {
      for (const statement of [
        `update ${table} set organization_id = organization_id where organization_id = $1`,
        `delete from ${table} where organization_id = $1`,
      ]) {
        const changed = await application.as(alpha.id, async (client) =>
          client.query(statement, [beta.id]).then(
            ({ rowCount }) => rowCount,
            (error: unknown) => (error as { code: string }).code,
          ),
        );
        // Without the right at all the table answers so before it looks at any row.
        expect([statement, [0, '42501'].includes(changed ?? -1)]).toEqual([statement, true]);
      }
    }
  });

  it('refuses to move a row to another tenant', async () => {
    for (const table of tables) {
      const outcome = await application.attempt(alpha.id, [
        `update ${table} set organization_id = $2 where organization_id = $1`,
        [alpha.id, beta.id],
      ]);
      expect([table, outcome]).toEqual([table, '42501']);
    }
  });

  it('is as it was after all these attempts', async () => {
    const found = await application.as(beta.id, (client) => quantity(client, 'membership'));
    expect(found).toBe(3);
    expect((await beta.owner.get(`${beta.path}/members?status=active,removed`)).body.data).toHaveLength(3);
  });
});

describe("the application's role", () => {
  it.each(['update audit_event set action = action', 'delete from audit_event', 'truncate audit_event'])(
    'may not %s, not even of its own tenant',
    async (statement) => {
      expect(await application.attempt(alpha.id, [statement])).toBe('42501');
    },
  );

  it.each([
    'set local row_security = off; select * from membership',
    'alter table membership no force row level security',
    'drop policy tenant on membership',
    'create policy mine on membership using (true)',
    'create function mine() returns int language sql as $$ select 1 $$',
    'create table mine (id int)',
  ])('cannot get round the policies: %s', async (statement) => {
    expect(await application.attempt(alpha.id, [statement])).toBe('42501');
  });

  it('cannot become the owner', async () => {
    expect(await application.attempt(null, [`set role ${world.database.owner}`])).toBe('42501');
  });
});

describe('the functions that look across organizations', () => {
  async function organizationsOf(userId: string | null): Promise<string[]> {
    const { rows } = await application.as(null, (client) =>
      client.query<{ id: string }>('select organization_id as id from organizations_of($1)', [userId]),
    );
    return rows.map(({ id }) => id);
  }

  async function invitationsTo(addresses: (string | null)[]): Promise<string[]> {
    const { rows } = await application.as(null, (client) =>
      client.query<{ id: string }>('select organization_id as id from invitations_to($1)', [addresses]),
    );
    return rows.map(({ id }) => id);
  }

  it('give a user only their own organizations, and those who left none', async () => {
    expect(await organizationsOf(alpha.owner.userId)).toEqual([alpha.id]);
    expect(await organizationsOf(beta.owner.userId)).toEqual([beta.id]);
    const left = await world.database.admin.query<{ user_id: string }>(
      `select user_id from membership where status = 'removed'`,
    );
    for (const { user_id: userId } of left.rows) expect(await organizationsOf(userId)).toEqual([]);
    expect(await organizationsOf(null)).toEqual([]);
    expect(await organizationsOf(crypto.randomUUID())).toEqual([]);
  });

  it('give an address only the pending invitations to it', async () => {
    expect(await invitationsTo([alpha.invited])).toEqual([alpha.id]);
    expect((await invitationsTo([alpha.invited, beta.invited])).sort()).toEqual([alpha.id, beta.id].sort());
    for (const addresses of [[], [null], ['%'], ['invited.%@example.com'], [alpha.invited.toUpperCase()]]) {
      expect(await invitationsTo(addresses)).toEqual([]);
    }
  });

  it('lead only the owner of its address from an invitation to its organization', async () => {
    const { rows } = await world.database.admin.query<{ id: string }>('select id from invitation where email = $1', [
      alpha.invited,
    ]);
    const lead = async (addresses: (string | null)[]) =>
      application.as(null, async (client) => {
        const found = await client.query<{ id: string | null }>('select organization_of_invitation($1, $2) as id', [
          rows[0]?.id,
          addresses,
        ]);
        return found.rows[0]?.id;
      });
    expect(await lead([beta.invited, alpha.invited])).toBe(alpha.id);
    for (const addresses of [[], [null], ['%'], [beta.invited]]) expect(await lead(addresses)).toBeNull();
  });

  it('tell of deleted organizations only the owner, and where someone was left only of deleted accounts', async () => {
    const leftOrganization = await populateOrganization(world, 'left');
    const { rows: members } = await world.database.admin.query<{ user_id: string }>(
      `select user_id from membership where organization_id = $1`,
      [leftOrganization.id],
    );
    const found = (call: string, userId: string | null) =>
      application.as(null, async (client) => {
        const { rows } = await client.query<{ id: string }>(`select organization_id as id from ${call}($1)`, [userId]);
        return rows.map(({ id }) => id);
      });
    expect(await found('deleted_organizations_of', leftOrganization.owner.userId)).toEqual([]);
    expect((await leftOrganization.owner.delete(`${leftOrganization.path}?confirmName=Acme%20Sales`)).status).toBe(204);
    for (const { user_id: userId } of members) {
      const own = userId === leftOrganization.owner.userId ? [leftOrganization.id] : [];
      expect(await found('deleted_organizations_of', userId)).toEqual(own);
      expect(await found('organizations_left_by', userId)).toEqual([]);
    }
    for (const none of [alpha.owner.userId, null]) {
      expect(await found('deleted_organizations_of', none)).toEqual([]);
      expect(await found('organizations_left_by', none)).toEqual([]);
    }
    await world.database.admin.query('update user_account set deleted_at = now() where user_id = $1', [
      leftOrganization.owner.userId,
    ]);
    expect(await found('organizations_left_by', leftOrganization.owner.userId)).toEqual([leftOrganization.id]);
  });

  it('count only what a user owns on Free', async () => {
    const count = async (userId: string | null): Promise<number | undefined> => {
      const { rows } = await application.as(null, (client) =>
        client.query<{ owned: string }>('select free_organizations_owned_by($1) as owned', [userId]),
      );
      return Number(rows[0]?.owned);
    };
    expect(await count(alpha.owner.userId)).toBe(0);
    await alpha.owner.post('/organizations', { name: 'On Free' });
    expect(await count(alpha.owner.userId)).toBe(1);
    expect(await count(beta.owner.userId)).toBe(0);
  });

  it('read no table that the caller put in the way', async () => {
    const { rows } = await application.as(null, async (client) => {
      await client.query('create temporary table membership as select * from membership');
      await client.query('create temporary table organization (organization_id uuid)');
      return client.query('select organization_id from organizations_of($1)', [beta.owner.userId]);
    });
    expect(rows).toEqual([{ organization_id: beta.id }]);
  });

  it('are what the API answers from: no one lists what is not theirs', async () => {
    const { body } = await beta.owner.get('/organizations');
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([beta.id]);
    expect(await alpha.owner.get(beta.path)).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
  });
});

/** One of beta's rows as JSON, and the columns of its table that take a value. */
async function foreignRow(table: string): Promise<{ columns: string; row: unknown }> {
  const { rows } = await world.database.admin.query<{ columns: string; row: unknown }>(
    `select (select string_agg(quote_ident(attname), ', ') from pg_attribute
             where attrelid = $2::regclass and attnum > 0 and not attisdropped and attgenerated = '') as columns,
            to_json(t) as row
     from ${table} t where organization_id = $1 limit 1`,
    [beta.id, table],
  );
  const [found] = rows;
  if (!found) throw new Error(`${table} has no row of beta's.`);
  return found;
}

describe('the search for records', () => {
  it('finds those of its transaction alone, and none without a tenant', async () => {
    const found = (organizationId: string | null) =>
      application.as(organizationId, async (client) => {
        const { rows } = await client.query<{ id: string }>(`select find_records('lead', '%', 1000) as id`);
        return rows.map(({ id }) => id);
      });
    const leadsOf = async ({ id }: PopulatedOrganization) => {
      const { rows } = await world.database.admin.query<{ id: string }>(
        'select id from lead where organization_id = $1',
        [id],
      );
      return rows.map((row) => row.id);
    };
    for (const tenant of [alpha, beta]) expect((await found(tenant.id)).sort()).toEqual((await leadsOf(tenant)).sort());
    expect(await found(null)).toEqual([]);
    expect(await application.attempt(alpha.id, [`select find_records('membership', '%', 1)`])).toBe('P0001');
  });
});
