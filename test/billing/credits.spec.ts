import { World } from '../support/world.js';
import { moveCreation } from './support/billing-fixture.js';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const MONTH_AND_MORE = 33 * 86_400_000;

describe('the credits of an organization', () => {
  it('on Free are there from its creation', async () => {
    const { path, owner } = await world.organization('free');
    const { status, body } = await owner.get(`${path}/billing/credits`);
    expect(status).toBe(200);
    expect(body).toEqual({
      balance: 50,
      monthly: 50,
      topUp: 0,
      periodEndsAt: expect.stringMatching(/T00:00:00\.000Z$/) as string,
      unlimited: false,
      usage: [],
    });
  });

  it('are shown to every member, the ledger and topping up to the owner alone', async () => {
    const organization = await world.organization('pro');
    for (const role of ['admin', 'member', 'viewer'] as const) {
      const member = await world.member(organization, role);
      expect((await member.get(`${organization.path}/billing/credits`)).body).toMatchObject({ balance: 10_000 });
      for (const refused of [
        await member.get(`${organization.path}/billing/credits/ledger`),
        await member.get(`${organization.path}/billing/credits/ledger.csv`),
        await member.post(`${organization.path}/billing/credits/top-ups`, { credits: 5 }),
      ]) {
        expect([refused.status, refused.body.requiredPermission]).toEqual([403, 'billing:manage']);
      }
    }
    const stranger = await world.person();
    expect((await stranger.get(`${organization.path}/billing/credits`)).body.code).toBe('organization-not-found');
    expect((await world.anonymous.get(`${organization.path}/billing/credits`)).status).toBe(401);
  });

  it('are in the billing too, which renews with them on a paid plan', async () => {
    const { path, owner } = await world.organization('free');
    const free = await owner.get(`${path}/billing`);
    expect(free.body).toMatchObject({ plan: 'free', renewsAt: null, provider: 'local' });
    const { usage: _, ...balance } = (await owner.get(`${path}/billing/credits`)).body as { usage: unknown };
    expect(free.body.credits).toEqual(balance);
    const paid = await owner.put(`${path}/billing/plan`, { plan: 'starter' });
    expect(paid.body).toMatchObject({ plan: 'starter', credits: { balance: 3_000 } });
    expect(paid.body.renewsAt).toBe(paid.body.credits.periodEndsAt);
  });

  it('end their period at the midnight of a new timezone as soon as it is set', async () => {
    const { path, owner } = await world.organization('free');
    await owner.patch(path, { timezone: 'Asia/Kathmandu' });
    const { body } = await owner.get(`${path}/billing/credits`);
    expect(body.periodEndsAt).toMatch(/T18:15:00\.000Z$/);
    expect((await owner.get(`${path}/billing`)).body.credits.periodEndsAt).toBe(body.periodEndsAt);
  });

  it.each(['billing/credits', 'billing', 'billing/credits/ledger'])(
    'are renewed when someone reads %s after the end of the period',
    async (call) => {
      const { id, path, owner } = await world.organization('free');
      await owner.post(`${path}/billing/credits/top-ups`, { credits: 5 });
      await moveCreation(world.database, id, new Date(Date.now() - MONTH_AND_MORE).toISOString());
      expect((await owner.get(`${path}/${call}`)).status).toBe(200);
      const { body } = await owner.get(`${path}/billing/credits/ledger`);
      expect(body.data.slice(0, 2)).toMatchObject([
        { kind: 'grant', credits: 50, actor: { kind: 'system', id: null, name: 'System' } },
        { kind: 'lapse', credits: -50, actor: { kind: 'system' } },
      ]);
      expect(body.data[0].createdAt).toBe(body.data[1].createdAt);
      expect((await owner.get(`${path}/billing/credits`)).body).toMatchObject({ balance: 55, topUp: 5 });
    },
  );
});

describe('a change of plan', () => {
  it('to and fro grants no more than the largest plan, and takes nothing away', async () => {
    const { path, owner } = await world.organization('free');
    const ends = (await owner.get(`${path}/billing/credits`)).body.periodEndsAt as string;
    for (const [plan, balance] of [
      ['starter', 3_000],
      ['free', 3_000],
      ['starter', 3_000],
      ['pro', 10_000],
      ['starter', 10_000],
      ['enterprise', 40_000],
      ['free', 40_000],
    ] as const) {
      const { body } = await owner.put(`${path}/billing/plan`, { plan });
      expect([plan, body.credits.balance, body.credits.periodEndsAt]).toEqual([plan, balance, ends]);
    }
    const { body } = await owner.get(`${path}/billing/credits/ledger`);
    expect(body.data.map(({ credits }: { credits: number }) => credits)).toEqual([30_000, 7_000, 2_950, 50]);
    expect(body.data[0].actor).toMatchObject({ kind: 'member', name: 'Owner' });
  });

  it('that is none leaves no entry and no audit event', async () => {
    const { path, owner } = await world.organization('starter');
    const before = (await owner.get(`${path}/audit-events`)).body.data.length as number;
    expect((await owner.put(`${path}/billing/plan`, { plan: 'starter' })).status).toBe(200);
    expect((await owner.get(`${path}/audit-events`)).body.data).toHaveLength(before);
    expect((await owner.get(`${path}/billing/credits/ledger`)).body.data).toHaveLength(2);
  });
});

describe('topping up', () => {
  it('adds credits at once, in the ledger and the audit log', async () => {
    const { path, owner } = await world.organization('free');
    const added = await owner.post(`${path}/billing/credits/top-ups`, { credits: 500 });
    expect(added.status).toBe(201);
    const entry = {
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/) as string,
      credits: 500,
      kind: 'top_up',
      feature: null,
      actor: { kind: 'member', id: expect.any(String) as string, name: 'Owner' },
      createdAt: expect.stringMatching(/Z$/) as string,
    };
    expect(added.body).toEqual({ ...entry, balance: 550 });
    expect((await owner.get(`${path}/billing/credits/ledger`)).body.data[0]).toEqual({
      ...entry,
      balance: 550,
    });
    expect((await owner.get(`${path}/audit-events`)).body.data[0]).toMatchObject({
      action: 'credits.topped_up',
      actor: { kind: 'member', name: 'Owner' },
      changes: { balance: { from: 50, to: 550 } },
    });
  });

  it('is done once under an Idempotency-Key', async () => {
    const { path, owner } = await world.organization('free');
    const add = () => owner.post(`${path}/billing/credits/top-ups`, { credits: 5 }, { 'idempotency-key': 'once' });
    const [first, second] = [await add(), await add()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect((await owner.get(`${path}/billing/credits`)).body.balance).toBe(55);
  });

  it.each([0, -1, 1.5, 1_000_001, '5', null, undefined])(
    'refuses %p credits, and nothing is added',
    async (credits) => {
      const { path, owner } = await world.organization('free');
      const { status, body } = await owner.post(`${path}/billing/credits/top-ups`, { credits });
      expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/credits']);
      expect((await owner.get(`${path}/billing/credits/ledger`)).body.data).toHaveLength(1);
    },
  );

  it('refuses fields that it does not know', async () => {
    const { path, owner } = await world.organization('free');
    const { status, body } = await owner.post(`${path}/billing/credits/top-ups`, { credits: 5, kind: 'grant' });
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/kind']);
  });

  it('is for persons with the permission, not for keys', async () => {
    const { path, owner } = await world.organization('free');
    const { body } = await owner.post(`${path}/api-keys`, { name: 'CRM', role: 'admin' });
    const asKey = { headers: { authorization: `Bearer ${body.key as string}` } };
    expect((await world.anonymous.get(`${path}/billing/credits`, asKey)).body).toMatchObject({ balance: 50 });
    expect((await world.anonymous.get(`${path}/billing/credits/ledger`, asKey)).status).toBe(403);
  });
});

describe('the ledger', () => {
  it('is read in pages, newest first, whose sum is the balance', async () => {
    const { path, owner } = await world.organization('free');
    for (let credits = 1; credits <= 6; credits += 1) {
      await owner.post(`${path}/billing/credits/top-ups`, { credits });
    }
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await owner.get(`${path}/billing/credits/ledger?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...(page.body.data as { credits: number }[]).map(({ credits }) => credits));
      // Entries that come meanwhile are before the first page and move nothing.
      if (cursor === '') await owner.post(`${path}/billing/credits/top-ups`, { credits: 100 });
      cursor = page.body.nextCursor as string | null;
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 50]);
    const { body } = await owner.get(`${path}/billing/credits`);
    expect(body.balance).toBe(seen.reduce((sum, credits) => sum + credits, 100));
  });

  it('refuses a cursor that is none of its own', async () => {
    const { path, owner } = await world.organization('free');
    const { status, body } = await owner.get(`${path}/billing/credits/ledger?cursor=abc`);
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/cursor']);
  });
});

describe('the ledger', () => {
  it('has the balance after each entry, is filtered by kind and feature, and is exported', async () => {
    const { path, owner } = await world.organization('free');
    await owner.patch(path, { timezone: 'Asia/Kathmandu' });
    const ledger = `${path}/billing/credits/ledger`;
    for (const credits of [100, 20]) await owner.post(`${path}/billing/credits/top-ups`, { credits });
    const list = async (query: string) =>
      (await owner.get(`${ledger}${query}`)).body.data as { kind: string; credits: number; balance: number }[];
    expect((await list('')).map(({ kind, credits, balance }) => [kind, credits, balance])).toEqual([
      ['top_up', 20, 170],
      ['top_up', 100, 150],
      ['grant', 50, 50],
    ]);
    expect(await list('?kind=grant,debit')).toMatchObject([{ kind: 'grant', balance: 50 }]);
    expect(await list('?feature=assistant')).toEqual([]);
    expect((await owner.get(`${ledger}?kind=gift`)).body.errors).toMatchObject([{ pointer: '/kind' }]);

    const page = await owner.get(`${ledger}?kind=top_up&limit=1`);
    const next = await owner.get(`${ledger}?kind=top_up&limit=1&cursor=${String(page.body.nextCursor)}`);
    expect([next.body.data, next.body.nextCursor]).toMatchObject([[{ credits: 100 }], null]);

    const { headers, text } = await owner.get(`${ledger}.csv?kind=top_up`);
    expect(headers.get('content-disposition')).toBe('attachment; filename="credit-history.csv"');
    const [head, first = '', ...rest] = text.replace('\ufeff', '').trimEnd().split('\n');
    expect(head).toBe('id,createdAt,kind,feature,credits,balance,actorKind,actorId,actorName');
    expect(first).toMatch(/^[\w-]+,[\d-]+T[\d:.]+\+05:45,top_up,,20,170,member,[\w-]+,Owner$/);
    expect(rest).toHaveLength(1);
  });
});
