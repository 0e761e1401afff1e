import { DataFolders } from '../embedded/support/embedded-service.js';
import { endedStart, expectOneLine } from '../start/support/ended-start.js';
import { Client } from '../support/client.js';
import { freePort } from '../support/service.js';
import { runSeed, startDemo, type StartedScript } from './support/npm-script.js';
import { listAll, countBy } from './support/pagination.js';

const ROLES = ['owner', 'admin', 'member', 'viewer', 'superadmin'] as const;
type Role = (typeof ROLES)[number];

const folders = new DataFolders();
let environment: { DATA_DIR: string; PORT: string };
let url: string;
let demo: StartedScript;
let people: Record<Role | 'consultant', Client>;
let path: string;
beforeAll(async () => {
  environment = { DATA_DIR: folders.named('demo'), PORT: String(await freePort()) };
  url = `http://localhost:${environment.PORT}`;
  demo = await startDemo(environment);
  process.stdout.write(`npm run demo on an empty folder: ready after ${Math.round(demo.readyAfterMs)} ms\n`);
}, 90_000);
afterAll(async () => {
  await demo.stop();
  await folders.remove();
});

async function signIn(email: string): Promise<Client> {
  const { status, body } = await new Client(url).post('/auth/sign-in', { email });
  expect(status).toBe(200);
  return new Client(url, body.token, body.user.id, email);
}

describe('npm run demo on an empty data folder', () => {
  it('is ready with its data, and each account signs in to what its role may', async () => {
    const { body } = await new Client(url).get('/demo');
    expect(body).toMatchObject({ organization: { name: 'Brightwater' }, canCreate: false });
    expect(body.accounts).toEqual(ROLES.map((role) => ({ role, email: `${role}@demo.test` })));
    path = `/organizations/${body.organization.id}`;
    const [owner, admin, member, viewer, superadmin, consultant] = await Promise.all(
      [...ROLES, 'consultant'].map((name) => signIn(`${name}@demo.test`)),
    );
    people = { owner, admin, member, viewer, superadmin, consultant } as typeof people;
    for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
      const me = await people[role].get('/me');
      expect(me.body).toMatchObject({
        activeOrganizationId: body.organization.id,
        organizations: [{ role, plan: 'enterprise' }],
      });
    }
    expect((await people.superadmin.get('/me')).body).toMatchObject({ organizations: [] });
    expect((await people.superadmin.get('/platform/organizations')).body.data).toHaveLength(2);
    expect((await people.owner.get('/platform/organizations')).status).toBe(404);
    const both = (await people.consultant.get('/me')).body.organizations;
    expect(both).toMatchObject([{ role: 'member' }, { role: 'owner', plan: 'starter' }]);
  });

  it('has a logo', async () => {
    const { logoUrl } = (await people.member.get(path)).body;
    const logo = await fetch(logoUrl);
    expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('has something on each page', async () => {
    const { owner, admin } = people;
    const members = await listAll(owner, `${path}/members?status=active,removed`);
    expect(countBy(members, ({ status }) => status)).toEqual({ active: 50, removed: 1 });
    const invitations = countBy(await listAll(admin, `${path}/invitations`), ({ status }) => status);
    expect(Object.keys(invitations).sort()).toEqual(['accepted', 'declined', 'expired', 'pending', 'revoked']);
    const campaigns = await listAll(owner, `${path}/campaigns`);
    expect(countBy(campaigns, ({ status }) => status)).toEqual({ active: 3, completed: 5, draft: 4, paused: 1 });
    const scheduled = campaigns.filter(({ status, scheduledAt }) => status === 'draft' && scheduledAt !== null);
    expect(scheduled.map(({ scheduledAt }) => Date.parse(scheduledAt) > Date.now())).toEqual([true, true, true]);
    const runs = await listAll(admin, `${path}/reassignments`);
    expect(countBy(runs, ({ status }) => status)).toEqual({ completed: 2, running: 1 });
    const keys = await listAll(admin, `${path}/api-keys`);
    expect(keys.length).toBeGreaterThanOrEqual(4);
    for (const { keyEnd } of keys) expect(keyEnd).toMatch(/^[\w-]{4}$/);
    expect((await listAll(owner, `${path}/conversations?archived=true`)).length).toBe(3);
    for (const role of ['owner', 'admin', 'member'] as const) {
      expect((await listAll(people[role], `${path}/conversations`)).length).toBe(5);
    }
    for (const kind of ['sequences', 'automations', 'integrations', 'revenue-targets']) {
      expect((await listAll(admin, `${path}/${kind}`)).length).toBeGreaterThan(1);
    }
    const owners = (await admin.get(`${path}/records/owners`)).body.data;
    expect(owners.length).toBeGreaterThan(30);
  });

  it('has a year of deals in three currencies against targets', async () => {
    const deals = await listAll(people.owner, `${path}/deals`);
    const closed = deals.filter(({ closedAt }) => closedAt !== null);
    expect(Object.keys(countBy(deals, ({ amount }) => amount.currency)).sort()).toEqual(['EUR', 'GBP', 'USD']);
    const ages = closed.map(({ closedAt }) => (Date.now() - Date.parse(closedAt)) / 86_400_000);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...ages)).toBeLessThan(15);
    expect(Math.max(...ages)).toBeGreaterThan(300);
    const { body } = await people.viewer.get(`${path}/analytics/revenue`);
    const earned = body.months.filter(({ revenue }: { revenue: { amount: number } }) => revenue.amount > 0);
    expect(earned.length).toBeGreaterThanOrEqual(9);
    expect(body.months.every(({ target }: { target: unknown }) => target !== null)).toBe(true);
    expect(body.otherCurrencies).toHaveLength(2);
    const team = (await people.member.get(`${path}/analytics/team`)).body.data;
    expect(team).toMatchObject([{ name: 'Mia Lindgren' }]);
    expect(team[0].dealsWon).toBeGreaterThan(0);
  });

  it('holds together: seats, credits, and an audit event for what was made', async () => {
    const { owner, admin } = people;
    const pending = (await listAll(admin, `${path}/invitations?status=pending`)).length;
    const seats = (await owner.get(`${path}/seats`)).body;
    expect(seats).toMatchObject({ used: 50 + pending, pending, limit: null, over: false });
    const entries = await listAll(owner, `${path}/billing/credits/ledger`);
    const { balance } = (await owner.get(`${path}/billing/credits`)).body;
    expect(entries.reduce((sum: number, { credits }: { credits: number }) => sum + credits, 0)).toBe(balance);
    const events = await listAll(admin, `${path}/audit-events`);
    const actions = countBy(events, ({ action }) => action);
    for (const [thing, kind] of Object.entries({
      lead: 'leads',
      deal: 'deals',
      call: 'calls',
      campaign: 'campaigns',
    })) {
      expect([thing, actions[`${thing}.created`]]).toEqual([thing, (await listAll(owner, `${path}/${kind}`)).length]);
    }
    expect(actions).toMatchObject({ 'member.removed': 1, 'organization.created': 1, 'credits.adjusted': 1 });
    // No one has done anything before they came or after they had to go.
    const members = await listAll(owner, `${path}/members?status=active,removed`);
    const spans = new Map(members.map(({ id, joinedAt, removedAt }) => [id, [joinedAt, removedAt ?? '9999']]));
    const strange = events.filter(({ actor, at }) => {
      const [from, until] = spans.get(actor.id) ?? ['', '9999'];
      return at < from || at > until;
    });
    expect(strange.map(({ action, actor, at }) => `${at} ${action} ${actor.name}`)).toEqual([]);
    const ages = events.map(({ at }) => (Date.now() - Date.parse(at)) / 86_400_000);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ages)).toBeGreaterThan(365);
  });

  it('allows npm run seed beside it, which prints a line for each thing', async () => {
    const { code, stdout, stderr } = await runSeed(['--leads=120', '--members=6'], environment);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toEqual([
      '1 organizations',
      '120 leads',
      'Gathering statistics for the planner',
      expect.stringMatching(
        /^Filled\. Sign in as owner@seed\.test, the owner of the first new organization \([\w-]+\)\.$/,
      ),
    ]);
    const seeded = (await (await signIn('owner@seed.test')).get('/me')).body.organizations;
    expect(seeded).toMatchObject([{ name: 'Acme Sales 1', role: 'owner' }]);
    const again = await runSeed(['--leads=0', '--members=1'], environment);
    expect(again.stdout).toContain('Sign in as owner@seed-2.test,');
  });

  it('prints only its usage for npm run seed -- --help', async () => {
    const { code, stdout, stderr } = await runSeed(['--help'], environment);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^npm run seed -- \[--organizations=1\]/);
    const wrong = await runSeed(['--lead=1'], environment);
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
  });

  it('emails no one', async () => {
    const line = demo
      .output()
      .split('\n')
      .find((text) => text.includes('The service is ready'));
    const { mails } = JSON.parse(line ?? '{}') as { mails: string };
    expect(await (await fetch(new URL('/messages.json', mails))).json()).toEqual([]);
  });

  it('starts again on the same folder with what was changed in it', async () => {
    const renamed = await people.owner.patch(path, { name: 'Brightwater Trading' });
    expect(renamed.status).toBe(200);
    expect(await demo.stop()).toBe(0);
    demo = await startDemo(environment);
    expect((await people.owner.get(path)).body.name).toBe('Brightwater Trading');
    expect((await people.owner.get(`${path}/members`)).body.data).toHaveLength(50);
  });
});

describe('a start with demo data', () => {
  it.each([
    ['in production', { NODE_ENV: 'production' }],
    ['with Clerk', { IDENTITY_PROVIDER: 'clerk' }],
  ])('%s is refused with one line', async (_where, more) => {
    expectOneLine(await endedStart({ DEMO_DATA: 'true', ...more }), /^DEMO_DATA /);
  });
});
