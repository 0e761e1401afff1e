import { DATABASE_SCHEMA } from '../../src/entities.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { waitFor } from '../support/wait.js';
import { SUPERADMIN, World } from '../support/world.js';
import { hasCitus, startCitus } from './support/citus-nodes.js';

const MINUTES = 60_000;

if (hasCitus) {
  describe('a service on three nodes with Citus', walk);
} else {
  describe('a service on three nodes with Citus was NOT run, because this machine has no Citus for Postgres 15', () => {
    it('instead, DATABASE_CITUS=on is refused on a plain Postgres, with what to do', async () => {
      const database = await createDatabase();
      const migrated = migrate(database.ownerUrl, `${database.name}_app`, DATABASE_SCHEMA, { citus: true });
      await expect(migrated).rejects.toThrow(
        /^DATABASE_CITUS: the database has no Citus: run "create extension citus"/,
      );
      await database.drop();
    });
  });
}

function walk(): void {
  let database: TestDatabase;
  let world: World;
  let running: World | undefined;
  let organization: Awaited<ReturnType<World['organization']>>;
  let admin: Awaited<ReturnType<World['member']>>;
  let member: typeof admin;

  beforeAll(async () => {
    database = await startCitus();
    // Twice: what is distributed stays so.
    await migrate(database.ownerUrl, 'app', DATABASE_SCHEMA, { citus: true });
    await migrate(database.ownerUrl, 'app', DATABASE_SCHEMA, { citus: true });
    world = await World.startOn(database);
    running = world;
    organization = await world.organization('pro');
    admin = await world.member(organization, 'admin');
    member = await world.member(organization, 'member');
  }, 5 * MINUTES);
  afterAll(async () => {
    await running?.stop();
  });

  const isOver = async (path: string, reader = organization.owner): Promise<true> =>
    waitFor(
      'the end of the run',
      async () => {
        const { body } = await reader.get(`${organization.path}/${path}`);
        if (body.status === 'failed') throw new Error(JSON.stringify(body));
        return body.status === 'completed' || null;
      },
      MINUTES,
    );

  it('has all tables of tenants distributed, and users on every node', async () => {
    const { rows } = await database.admin.query<{ name: string; method: string }>(
      'select logicalrelid::text as name, partmethod as method from pg_dist_partition',
    );
    const tablesOf = (method: string): string[] => rows.filter((row) => row.method === method).map(({ name }) => name);
    expect(tablesOf('h').sort()).toEqual(DATABASE_SCHEMA.tablesOf('tenant').sort());
    expect(tablesOf('n').sort()).toEqual(DATABASE_SCHEMA.tablesOf('reference').sort());
  });

  it('gives the last seat once', async () => {
    const small = await world.organization('starter');
    await world.member(small, 'viewer');
    const invited = await Promise.all(
      Array.from({ length: 10 }, (_, number) =>
        small.owner.post(`${small.path}/invitations`, { email: `guest${number}@example.com`, role: 'viewer' }),
      ),
    );
    expect(invited.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('stores, finds and deletes records of each kind', async () => {
    const kinds = {
      leads: { name: 'A lead' },
      deals: { name: 'A deal', amount: { amount: 5 }, stage: 'closed_won' },
      campaigns: { name: 'A campaign', scheduledFor: '2030-01-01T09:00' },
      sequences: { name: 'A sequence' },
      calls: { direction: 'outbound' },
    };
    for (const [kind, body] of Object.entries(kinds)) {
      expect([kind, (await member.post(`${organization.path}/${kind}`, body)).status]).toEqual([kind, 201]);
    }
    const lead = await member.post(`${organization.path}/leads`, { name: 'Another lead' });
    const id = lead.body.id as string;
    const deal = await member.post(`${organization.path}/deals`, { name: 'Of it', amount: { amount: 1 }, leadId: id });
    expect(deal.body.leadId).toBe(id);
    expect((await member.get(`${organization.path}/leads?q=another`)).body.data).toHaveLength(1);
    expect((await admin.delete(`${organization.path}/leads/${id}`)).status).toBe(204);
    expect((await member.get(`${organization.path}/deals/${deal.body.id as string}`)).body.leadId).toBeNull();
  });

  it('imports a file, rejected rows included', async () => {
    const form = new FormData();
    const lines = Array.from(
      { length: 120 },
      (_, number) => `Imported ${number},i${number}@example.com,${number ? 'new' : 'unheard-of'}`,
    );
    form.append('file', new Blob([`name,email,status\n${lines.join('\n')}\n`], { type: 'text/csv' }), 'leads.csv');
    const started = await admin.call('POST', `${organization.path}/imports/leads`, { body: form });
    expect([started.status, started.text]).toEqual([202, started.text]);
    await isOver(`imports/${started.body.id as string}`, admin);
    const { body } = await admin.get(`${organization.path}/imports/${started.body.id as string}`);
    expect(body.rejected).toMatchObject([{ line: 2 }]);
  });

  it('removes a member, reassigns what they had and reinstates them with it', async () => {
    const path = `${organization.path}/members/${member.membershipId}`;
    const removed = await organization.owner.delete(path);
    expect(removed.status).toBe(202);
    await isOver(`reassignments/${removed.body.reassignmentId as string}`);
    const reassigned = await organization.owner.post(`${organization.path}/reassignments`, {
      from: member.membershipId,
      to: admin.membershipId,
    });
    expect([reassigned.status, reassigned.text]).toEqual([202, reassigned.text]);
    await isOver(`reassignments/${reassigned.body.id as string}`);
    expect((await organization.owner.post(`${path}/reinstate`, {})).status).toBe(200);
  });

  it('issues API keys, transfers the ownership and shows the platform to its superadmins', async () => {
    const key = await admin.post(`${organization.path}/api-keys`, { name: 'A key', role: 'member' });
    expect((await world.bearer(key.body.key as string).get(`${organization.path}/leads`)).status).toBe(200);
    const transferred = await organization.owner.post(`${organization.path}/ownership-transfer`, {
      membershipId: admin.membershipId,
    });
    expect(transferred.status).toBe(200);
    const superadmin = await world.person('Superadmin', SUPERADMIN);
    for (const list of ['organizations?q=acme', 'users?q=owner']) {
      expect((await superadmin.get(`/platform/${list}`)).body.data.length).toBeGreaterThan(0);
    }
  });

  it('deletes the organization, restores it, and purges it after thirty days', async () => {
    const deletion = `${organization.path}?confirmName=${encodeURIComponent('Acme Sales')}`;
    expect((await admin.delete(deletion)).status).toBe(204);
    expect((await admin.post(`${organization.path}/restore`)).status).toBe(200);
    expect((await admin.delete(deletion)).status).toBe(204);
    await database.admin.query('update organization set deleted_at = $2 where organization_id = $1', [
      organization.id,
      new Date(Date.now() - 31 * 24 * 60 * MINUTES),
    ]);
    await waitFor('the purge', () => purge(database, organization.id));
    const { rows } = await database.admin.query('select 1 from lead where organization_id = $1', [organization.id]);
    expect(rows).toEqual([]);
  });

  it('logs no error', () => {
    const errors = world.service
      .output()
      .split('\n')
      .filter((line) => line.includes('"level":"error"'));
    expect(errors).toEqual([]);
  });
}

/** One step of the purge, as its job does it; true once nothing is left. */
async function purge(database: TestDatabase, organizationId: string): Promise<boolean> {
  const client = await database.admin.connect();
  try {
    await client.query('begin');
    await client.query(`set local app.organization_id = '${organizationId}'`);
    const { rows } = await client.query<{ removed: number }>('select purge_organization($1, 1000) as removed', [
      organizationId,
    ]);
    await client.query('commit');
    return rows[0]?.removed === 0;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
