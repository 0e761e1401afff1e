import { REMOVED_PERSON } from '../../src/demo/content/people.js';
import { ClerkWorld } from '../clerk/support/clerk-world.js';
import { endedStart, expectOneLine } from '../start/support/ended-start.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { listAll, countBy } from './support/pagination.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

describe('demo data by a call', () => {
  it('is offered while there are no organizations, and takes someone who is signed in', async () => {
    expect((await world.anonymous.get('/demo')).body).toEqual({ organization: null, canCreate: true, accounts: [] });
    expect((await world.anonymous.post('/demo')).status).toBe(401);
  });

  it('is added once, however often and by however many it is asked for', async () => {
    // Someone who signed in with an address of the demo before keeps their account.
    const earlier = await world.person('Someone else', 'member@demo.test');
    const [one, other] = [await world.person(), await world.person()];
    const answers = await Promise.all([one.post('/demo'), other.post('/demo'), one.post('/demo')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [first, ...others] = answers.map(({ body }) => body);
    expect(others).toEqual([first, first]);
    expect((await world.anonymous.get('/demo')).body).toEqual(first);
    const key = { 'Idempotency-Key': 'demo' };
    expect((await one.post('/demo', undefined, key)).body).toEqual(first);
    expect((await one.post('/demo', undefined, key)).body).toEqual(first);
    const { rows } = await world.database.admin.query('select count(*) as count from organization');
    expect(Number(rows[0].count)).toBe(2);
    expect((await earlier.get('/me')).body).toMatchObject({
      name: 'Someone else',
      organizations: [{ role: 'member' }],
    });
    expect((await one.get('/me')).body.organizations).toEqual([]);
  });

  it('has members who are sorted and found by the names of their accounts, along the index', async () => {
    const { rows } = await world.database.admin.query<{ organization: string; copied: boolean; name: string }>(
      `select o.name as organization, m.account_name = u.name as copied, u.name
       from membership m join user_account u on u.user_id = m.user_id join organization o on o.organization_id = m.organization_id`,
    );
    expect(rows.filter(({ copied }) => !copied)).toEqual([]);
    const inOrder = rows
      .filter(({ organization, name }) => organization === 'Brightwater' && name !== REMOVED_PERSON)
      .map(({ name }) => name)
      .sort(new Intl.Collator('en').compare);
    expect(inOrder).toContain('Someone else');
    expect(inOrder.length).toBeGreaterThan(40);

    const viewer = await world.person('Viewer', 'viewer@demo.test');
    const { organization } = (await world.anonymous.get('/demo')).body;
    const path = `/organizations/${organization.id}/members`;
    const namesOf = (body: { data: { name: string }[] }) => body.data.map(({ name }) => name);
    const first = (await viewer.get(`${path}?sort=name&limit=20`)).body;
    expect(namesOf(first)).toEqual(inOrder.slice(0, 20));
    const second = (await viewer.get(`${path}?sort=name&limit=20&cursor=${first.nextCursor}`)).body;
    expect(namesOf(second)).toEqual(inOrder.slice(20, 40));
    expect(namesOf((await viewer.get(`${path}?sort=-name&limit=3`)).body)).toEqual(inOrder.slice(-3).reverse());
    const found = async (q: string) => namesOf((await viewer.get(`${path}?q=${q}`)).body);
    expect(await found('zielinski')).toEqual(['Tomasz Zielinski']);
    expect(await found('someone')).toEqual(['Someone else']);
    expect(await found('mia%20lindgren')).toEqual([]);
  });

  it('has a running reassignment that a worker completes when its time comes', async () => {
    const owner = await world.person('Owner', 'owner@demo.test');
    const { organization } = (await world.anonymous.get('/demo')).body;
    const path = `/organizations/${organization.id}`;
    const running = (await listAll(owner, `${path}/reassignments`)).find(({ status }) => status === 'running');
    const [mia, liam] = running.to.map(({ membershipId }: { membershipId: string }) => membershipId);
    const before = (await owner.get(`${path}/records/owners`)).body.data;
    await world.database.admin.query(`update outbox set due_at = now() where queue = 'reassignment'`);
    const done = await waitFor('the reassignment to complete', async () => {
      const { body } = await owner.get(`${path}/reassignments/${running.id}`);
      return body.status === 'running' ? null : body;
    });
    expect(done).toMatchObject({ status: 'completed', progress: { done: running.progress.total } });
    // Each kind is shared 2 : 1, exact to the record, over what had moved before and what moved now.
    const moved = (await listAll(owner, `${path}/deals?previousOwnerId=${running.from}`)) as { ownerId: string }[];
    const shares = countBy(moved, ({ ownerId }) => ownerId);
    const total = running.progress.byKind.deals.total;
    expect(Object.values(shares).reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(Math.abs((shares[mia] ?? 0) - (2 * total) / 3)).toBeLessThan(1);
    expect(Math.abs((shares[liam] ?? 0) - total / 3)).toBeLessThan(1);
    const left = (rows: { previousOwnerId: string | null }[]) =>
      rows.filter(({ previousOwnerId }) => previousOwnerId === running.from).length;
    const after = (await owner.get(`${path}/records/owners`)).body.data;
    expect([left(before), left(after)]).toEqual([1, 0]);
  });

  it('is undone like any removal: who was removed is reinstated with what no one has got since', async () => {
    const admin = await world.person('Admin', 'admin@demo.test');
    const { organization } = (await world.anonymous.get('/demo')).body;
    const path = `/organizations/${organization.id}`;
    const [removed] = await listAll(admin, `${path}/members?status=removed`);
    expect((await admin.post(`${path}/members/${removed.id}/reinstate`)).status).toBe(200);
    expect((await admin.get(`${path}/members/${removed.id}`)).body.status).toBe('active');
  });

  it('is refused where there are other organizations, by the call and at the start', async () => {
    const other = await World.start();
    try {
      const { owner } = await other.organization();
      expect((await other.anonymous.get('/demo')).body).toEqual({ organization: null, canCreate: false, accounts: [] });
      expect(await owner.post('/demo')).toMatchObject({ status: 409, body: { code: 'database-not-empty' } });
      expectOneLine(
        await endedStart({ ...other.environment, DEMO_DATA: 'true' }),
        /^DATA_DIR: this data folder has organizations already/,
      );
    } finally {
      await other.stop();
    }
  });

  it('is unknown, like any other path that does not exist, with a real identity provider', async () => {
    const clerk = await ClerkWorld.start();
    try {
      const ask = async (method: string, path: string): Promise<[number, unknown]> => {
        const response = await fetch(`${clerk.world.service.url}/api/v1${path}`, { method });
        const { code, detail } = (await response.json()) as { code: string; detail: string };
        return [response.status, { code, detail }];
      };
      for (const method of ['GET', 'POST']) {
        expect(await ask(method, '/demo')).toEqual(await ask(method, '/no-such-call'));
        expect((await ask(method, '/demo'))[0]).toBe(404);
      }
    } finally {
      await clerk.stop();
    }
  });
});
