import { World, type AssignableRole } from '../support/world.js';
import type { Answer, Client } from '../support/client.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Acme = Awaited<ReturnType<World['organization']>>;

const change = ({ owner, path }: Acme, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  owner.call('PATCH', path, { body, headers });
const pointers = ({ body }: Answer): string[] => body.errors.map(({ pointer }: { pointer: string }) => pointer);
const events = async ({ owner, path }: Acme, action = 'organization.updated'): Promise<Answer['body'][]> =>
  (await owner.get(`${path}/audit-events?action=${action}`)).body.data;
let count = 0;
const freshSlug = (): string => `fresh-${process.pid}-${++count}`;

describe('the settings of an organization', () => {
  it('are changed one by one, the others staying as they were', async () => {
    const acme = await world.organization();
    let expected = (await acme.owner.get(acme.path)).body;
    const changes = [
      { name: 'Acme Europe' },
      { slug: freshSlug() },
      { currency: 'JPY' },
      { timezone: 'America/New_York' },
      { fiscalYearStartMonth: 4 },
      { monthlyReport: false },
    ];
    for (const one of changes) {
      expected = { ...expected, ...one };
      expect(await change(acme, one)).toMatchObject({ status: 200, body: expected });
      expect((await acme.owner.get(acme.path)).body).toEqual(expected);
    }
    const monthly = { amount: 2_500_000, currency: 'JPY' };
    expect((await change(acme, { revenueTargets: { monthly: { amount: 2_500_000 } } })).body.revenueTargets).toEqual({
      monthly,
      quarterly: null,
    });
    const quarterly = { amount: 9, currency: 'JPY' };
    expect((await change(acme, { revenueTargets: { quarterly } })).body.revenueTargets).toEqual({ monthly, quarterly });
    expect((await change(acme, { revenueTargets: { monthly: null } })).body.revenueTargets).toEqual({
      monthly: null,
      quarterly,
    });
  });

  it.each([
    ['/name', { name: '' }],
    ['/name', { name: '   ' }],
    ['/name', { name: 'x'.repeat(101) }],
    ['/name', { name: 'Acme\u202egro.live' }],
    ['/name', { name: 'Acme\u0007Sales' }],
    ['/name', { name: 'https://evil.example' }],
    ['/name', { name: 7 }],
    ['/slug', { slug: 'Acme' }],
    ['/slug', { slug: 'acme--sales' }],
    ['/slug', { slug: '-acme' }],
    ['/slug', { slug: '' }],
    ['/slug', { slug: 'a'.repeat(61) }],
    ['/slug', { slug: ['acme'] }],
    ['/currency', { currency: 'eur' }],
    ['/currency', { currency: 'XXX' }],
    ['/currency', { currency: 'EURO' }],
    ['/currency', { currency: 'HRK' }],
    ['/currency', { currency: 'BGN' }],
    ['/currency', { currency: 'XDR' }],
    ['/timezone', { timezone: 'Mars/Olympus' }],
    ['/timezone', { timezone: '+02:00' }],
    ['/fiscalYearStartMonth', { fiscalYearStartMonth: 0 }],
    ['/fiscalYearStartMonth', { fiscalYearStartMonth: 13 }],
    ['/fiscalYearStartMonth', { fiscalYearStartMonth: 1.5 }],
    ['/fiscalYearStartMonth', { fiscalYearStartMonth: '4' }],
    ['/monthlyReport', { monthlyReport: 'false' }],
    ['/revenueTargets', { revenueTargets: 5 }],
    ['/revenueTargets', { revenueTargets: [] }],
    ['/revenueTargets/monthly', { revenueTargets: { monthly: 5 } }],
    ['/revenueTargets/yearly', { revenueTargets: { yearly: null } }],
    ['/revenueTargets/monthly/amount', { revenueTargets: { monthly: {} } }],
    ['/revenueTargets/monthly/amount', { revenueTargets: { monthly: { amount: -1 } } }],
    ['/revenueTargets/monthly/amount', { revenueTargets: { monthly: { amount: 1.5 } } }],
    ['/revenueTargets/monthly/amount', { revenueTargets: { monthly: { amount: '100' } } }],
    ['/revenueTargets/monthly/amount', { revenueTargets: { monthly: { amount: 2 ** 53 } } }],
    ['/revenueTargets/monthly/amount', { revenueTargets: { monthly: { amount: null } } }],
    ['/revenueTargets/quarterly/currency', { revenueTargets: { quarterly: { amount: 1, currency: 'EUro' } } }],
    ['/revenueTargets/quarterly/currency', { revenueTargets: { quarterly: { amount: 1, currency: null } } }],
    ['/revenueTargets/quarterly/cents', { revenueTargets: { quarterly: { amount: 1, cents: 1 } } }],
    ['/logoUrl', { logoUrl: 'https://example.com/logo.png' }],
    ['/plan', { plan: 'enterprise' }],
    ['/version', { version: 5 }],
  ])('refuse at %s what %j says, and change nothing', async (pointer, body) => {
    const acme = await world.organization();
    const before = await acme.owner.get(acme.path);
    const refused = await change(acme, { ...body });
    expect(refused).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    expect(pointers(refused)).toEqual([pointer]);
    expect(await acme.owner.get(acme.path)).toMatchObject({ body: before.body });
  });

  it('refuse null where there is nothing to take away', async () => {
    const acme = await world.organization();
    const names = ['name', 'slug', 'currency', 'timezone', 'fiscalYearStartMonth', 'monthlyReport', 'revenueTargets'];
    const refused = await change(acme, Object.fromEntries(names.map((name) => [name, null])));
    expect(refused.status).toBe(422);
    expect(pointers(refused).sort()).toEqual(names.map((name) => `/${name}`).sort());
  });

  it('take money up to 2^53−1 to the last unit', async () => {
    const acme = await world.organization();
    for (const amount of [0, Number.MAX_SAFE_INTEGER]) {
      await change(acme, { revenueTargets: { monthly: { amount, currency: 'EUR' } } });
      expect((await acme.owner.get(acme.path)).text).toContain(`"monthly":{"amount":${amount},"currency":"EUR"}`);
    }
  });

  it('rewrite no amount when the currency changes; the old target keeps its own', async () => {
    const acme = await world.organization();
    await change(acme, { revenueTargets: { monthly: { amount: 100 }, quarterly: { amount: 300 } } });
    await acme.owner.put(`${acme.path}/revenue-targets/2026-12`, { amount: { amount: 500 } });
    const changed = await change(acme, { currency: 'USD', revenueTargets: { quarterly: { amount: 300 } } });
    expect(changed.body).toMatchObject({
      currency: 'USD',
      revenueTargets: { monthly: { amount: 100, currency: 'EUR' }, quarterly: { amount: 300, currency: 'USD' } },
    });
    expect((await acme.owner.get(`${acme.path}/revenue-targets`)).body.data).toEqual([
      { period: '2026-12', amount: { amount: 500, currency: 'EUR' } },
    ]);
    expect(pointers(await change(acme, { revenueTargets: { monthly: { amount: 1, currency: 'EUR' } } }))).toEqual([
      '/revenueTargets/monthly/currency',
    ]);
    expect(
      (await change(acme, { currency: 'EUR', revenueTargets: { quarterly: { amount: 1, currency: 'EUR' } } })).status,
    ).toBe(200);
  });

  it('have a slug that is one organization’s alone, and free again once it is given up', async () => {
    const [first, second] = [await world.organization(), await world.organization()];
    const slug = freshSlug();
    expect((await change(first, { slug })).status).toBe(200);
    expect(await change(second, { slug, name: 'Half' })).toMatchObject({ status: 409, body: { code: 'slug-taken' } });
    expect((await second.owner.get(second.path)).body.name).toBe('Acme Sales');
    expect((await change(first, { slug })).status).toBe(200);
    await change(first, { slug: freshSlug() });
    expect((await change(second, { slug })).body.slug).toBe(slug);
  });

  it('let one of many win who want the same slug at once', async () => {
    const slug = freshSlug();
    const organizations = await Promise.all(Array.from({ length: 5 }, () => world.organization('free')));
    const answers = await Promise.all(organizations.map((one) => change(one, { slug })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  });
});

describe('the version of the settings', () => {
  it('is the ETag of reading and of changing', async () => {
    const acme = await world.organization();
    const read = await acme.owner.get(acme.path);
    expect(read.headers.get('etag')).toBe('"1"');
    const changed = await change(acme, { name: 'Acme Two' }, { 'if-match': '"1"' });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await acme.owner.get(acme.path)).headers.get('etag')).toBe('"2"');
  });

  it.each(['"1"', 'W/"1"', '2', '"7", W/"3"', ''])('refuses a change that has If-Match: %s', async (ifMatch) => {
    const acme = await world.organization();
    await change(acme, { name: 'Acme Two' });
    const refused = await change(acme, { name: 'Acme Three' }, { 'if-match': ifMatch });
    expect(refused).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
    expect((await acme.owner.get(acme.path)).body.name).toBe('Acme Two');
  });

  it.each(['*', '"1"', 'W/"1"', '"9", "1"', '"9", W/"1"'])(
    'lets a change pass that has If-Match: %s',
    async (ifMatch) => {
      const acme = await world.organization();
      expect((await change(acme, { name: 'Acme Two' }, { 'if-match': ifMatch })).status).toBe(200);
    },
  );

  it('is not asked without the header: the last write wins', async () => {
    const acme = await world.organization();
    const names = ['Acme One', 'Acme Two', 'Acme Three'];
    for (const name of names) expect((await change(acme, { name })).status).toBe(200);
    expect((await acme.owner.get(acme.path)).body.name).toBe('Acme Three');
  });

  it('lets one of many through who read the same', async () => {
    const acme = await world.organization();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => change(acme, { name: `Acme ${index}` }, { 'if-match': '"1"' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
  });

  it('is asked after the fields are right', async () => {
    const acme = await world.organization();
    const stale = { 'if-match': '"7"' };
    expect((await change(acme, { revenueTargets: { monthly: { amount: 1, currency: 'USD' } } }, stale)).status).toBe(
      422,
    );
    expect((await change(acme, { name: '' }, stale)).status).toBe(422);
  });

  it('stays when nothing changes, and so does the audit log', async () => {
    const acme = await world.organization();
    await change(acme, { revenueTargets: { monthly: { amount: 5 } } });
    const { body } = await acme.owner.get(acme.path);
    const { name, slug, currency, timezone, fiscalYearStartMonth, monthlyReport, revenueTargets } = body;
    const same = { name, slug, currency, timezone, fiscalYearStartMonth, monthlyReport, revenueTargets };
    for (const nothing of [{}, same, { revenueTargets: {} }]) {
      const answer = await change(acme, nothing);
      expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"']);
    }
    expect(await events(acme)).toHaveLength(1);
  });
});

describe('who changes the settings', () => {
  it('is in the audit log with what was and what became', async () => {
    const acme = await world.organization();
    await change(acme, { name: 'Acme Two', revenueTargets: { monthly: { amount: 5 } }, timezone: 'UTC' });
    expect(await events(acme)).toMatchObject([
      {
        actor: { kind: 'member', name: 'Owner' },
        target: { kind: 'organization', id: acme.id, name: 'Acme Two' },
        changes: {
          name: { from: 'Acme Sales', to: 'Acme Two' },
          monthlyTarget: { from: null, to: { amount: 5, currency: 'EUR' } },
        },
      },
    ]);
    expect(Object.keys((await events(acme))[0].changes)).toEqual(['name', 'monthlyTarget']);
  });

  it('is an owner or admin; members and viewers read', async () => {
    const acme = await world.organization();
    const writes = async (client: Client): Promise<number[]> => [
      (await client.patch(acme.path, { name: 'Acme Changed' })).status,
      (await client.put(`${acme.path}/revenue-targets/2026-11`, { amount: { amount: 1 } })).status,
      (await client.delete(`${acme.path}/revenue-targets/2026-11`)).status,
      (await client.delete(`${acme.path}/logo`)).status,
    ];
    expect(await writes(acme.owner)).toEqual([200, 200, 204, 204]);
    const expected: Record<AssignableRole, number[]> = {
      admin: [200, 200, 204, 204],
      member: [403, 403, 403, 403],
      viewer: [403, 403, 403, 403],
    };
    for (const role of ['admin', 'member', 'viewer'] as const) {
      const member = await world.member(acme, role);
      expect([role, await writes(member)]).toEqual([role, expected[role]]);
      expect((await member.get(acme.path)).body).toMatchObject({ role, name: 'Acme Changed' });
      expect((await member.get(`${acme.path}/revenue-targets`)).status).toBe(200);
    }
    const stranger = await world.person('Stranger');
    expect(await writes(stranger)).toEqual([404, 404, 404, 404]);
  });
});
