import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Answer } from '../support/client.js';
import { World } from '../support/world.js';
import { createDeal, periodsOf, type OrganizationRef } from './support/deals.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const revenue = async ({ path, owner }: OrganizationRef, query = '', by = owner): Promise<Answer['body']> =>
  (await by.get(`${path}/analytics/revenue${query}`)).body;
const month = async (organization: OrganizationRef, name: string): Promise<Answer['body']> =>
  (await revenue(organization, '?fiscalYear=2026')).months.find(({ period }: { period: string }) => period === name);
const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('revenue by month and fiscal quarter', () => {
  it('counts a deal in the month that it is where the organization is', async () => {
    const acme = await world.organization();
    await acme.owner.patch(acme.path, { timezone: 'Europe/Berlin', fiscalYearStartMonth: 10 });
    await createDeal(acme, acme.owner, { amount: 1, closedAt: '2025-10-31T23:30:00+01:00' });
    await createDeal(acme, acme.owner, { amount: 10, closedAt: '2025-11-01T00:00:00+01:00' });
    await createDeal(acme, acme.owner, { amount: 100, closedAt: '2026-03-31T23:30:00+02:00' });
    await createDeal(acme, acme.owner, { amount: 1_000, closedAt: '2026-09-30T23:59:59+02:00' });
    await createDeal(acme, acme.owner, { amount: 10_000, closedAt: '2026-10-01T00:00:00+02:00' });
    await createDeal(acme, acme.owner, { amount: 5, stage: 'closed_lost', closedAt: '2026-01-01T00:00:00Z' });
    // Summer time ended that morning; by the offset of the day before it would be November.
    await createDeal(acme, acme.owner, { amount: 7, closedAt: '2027-10-31T23:30:00+01:00' });
    await createDeal(acme, acme.owner, { amount: 5, stage: 'negotiation' });
    const year = await revenue(acme, '?fiscalYear=2026');
    expect(year.fiscalYear).toBe(2026);
    expect(Object.keys(periodsOf(year.months))).toEqual(
      ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03'].concat([
        '2026-04',
        '2026-05',
        '2026-06',
        '2026-07',
        '2026-08',
        '2026-09',
      ]),
    );
    expect(periodsOf(year.months)).toMatchObject({ '2025-10': 1, '2025-11': 10, '2026-03': 100, '2026-09': 1_000 });
    expect(periodsOf(year.quarters)).toEqual({
      'FY2026-Q1': 11,
      'FY2026-Q2': 100,
      'FY2026-Q3': 0,
      'FY2026-Q4': 1_000,
    });
    expect(periodsOf((await revenue(acme, '?fiscalYear=2027')).months)).toMatchObject({ '2026-10': 10_000 });
    expect(periodsOf((await revenue(acme, '?fiscalYear=2028')).months)).toMatchObject({ '2027-10': 7 });
  });

  it('agrees with a slow count in whatever zone and fiscal year', async () => {
    const acme = await world.organization();
    const deals = fc.sample(
      fc.record({
        at: fc
          .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -1_000, max: 1_000 }))
          .map(([months, minutes]) => DateTime.utc(2024, 6, 1).plus({ months, minutes })),
        amount: fc.integer({ min: 1, max: 1_000_000 }),
        currency: fc.constantFrom('EUR', 'USD'),
      }),
      { numRuns: 600, seed: 15 },
    );
    await world.database.admin.query(
      `insert into deal (organization_id, id, name, amount, currency, stage, closed_at, owner_id)
       select $1, gen_random_uuid(), 'Deal', amount, currency, 'closed_won', at,
              (select id from membership where organization_id = $1)
       from unnest($2::timestamptz[], $3::bigint[], $4::text[]) as d (at, amount, currency)`,
      [
        acme.id,
        deals.map(({ at }) => at.toISO()),
        deals.map(({ amount }) => amount),
        deals.map(({ currency }) => currency),
      ],
    );
    for (const [timezone, fiscalYearStartMonth] of [
      ['America/Havana', 11],
      ['Asia/Kathmandu', 1],
      ['Pacific/Chatham', 4],
      ['Africa/Cairo', 7],
      ['America/Santiago', 12],
    ] as const) {
      await acme.owner.patch(acme.path, { timezone, fiscalYearStartMonth });
      for (const fiscalYear of [2025, 2026, 2027]) {
        const year = await revenue(acme, `?fiscalYear=${fiscalYear}`);
        const slow = (period: string, currency: string): number =>
          deals
            .filter((one) => one.currency === currency && one.at.setZone(timezone).toFormat('yyyy-MM') === period)
            .reduce((sum, { amount }) => sum + amount, 0);
        const names = Object.keys(periodsOf(year.months));
        const first = `${fiscalYearStartMonth === 1 ? fiscalYear : fiscalYear - 1}-${String(fiscalYearStartMonth).padStart(2, '0')}`;
        expect(names[0]).toBe(first);
        expect(periodsOf(year.months)).toEqual(Object.fromEntries(names.map((name) => [name, slow(name, 'EUR')])));
        const dollars = names.reduce((sum, name) => sum + slow(name, 'USD'), 0);
        expect(year.otherCurrencies).toEqual([{ currency: 'USD', revenue: { amount: dollars, currency: 'USD' } }]);
      }
    }
  });

  it('is exact at once, no matter who asks, when a deal is won, changed, dated back, opened again, handed over, deleted', async () => {
    const acme = await world.organization();
    const seller = await world.member(acme, 'member');
    const viewer = await world.member(acme, 'viewer');
    const id = await createDeal(acme, seller, { amount: 500, closedAt: '2026-05-10T12:00:00Z' });
    const seen = async (name: string): Promise<number[]> =>
      Promise.all(
        [acme.owner, viewer, seller].map(async (by) => {
          const { months } = await revenue(acme, '?fiscalYear=2026', by);
          return periodsOf(months)[name] ?? -1;
        }),
      );
    const change = async (body: object): Promise<void> => {
      expect((await acme.owner.patch(`${acme.path}/deals/${id}`, body)).status).toBe(200);
    };
    expect(await seen('2026-05')).toEqual([500, 500, 500]);
    await change({ amount: { amount: 700 } });
    expect(await seen('2026-05')).toEqual([700, 700, 700]);
    await change({ closedAt: '2026-04-30T23:59:59Z' });
    expect([await seen('2026-05'), await seen('2026-04')]).toEqual([
      [0, 0, 0],
      [700, 700, 700],
    ]);
    await change({ ownerId: null });
    expect(await seen('2026-04')).toEqual([700, 700, 0]);
    await change({ ownerId: seller.membershipId });
    await change({ stage: 'negotiation' });
    expect(await seen('2026-04')).toEqual([0, 0, 0]);
    await change({ stage: 'closed_won', closedAt: '2026-06-01T00:00:00Z' });
    expect(await seen('2026-06')).toEqual([700, 700, 700]);
    await acme.owner.delete(`${acme.path}/deals/${id}`);
    expect(await seen('2026-06')).toEqual([0, 0, 0]);
  });

  it('answers the current fiscal year unless another is asked for', async () => {
    const acme = await world.organization();
    const now = DateTime.utc();
    await acme.owner.patch(acme.path, { fiscalYearStartMonth: now.month });
    expect((await revenue(acme)).fiscalYear).toBe(now.month === 1 ? now.year : now.year + 1);
    expect((await revenue(acme)).months[0].period).toBe(now.toFormat('yyyy-MM'));
  });

  it('shows a sum that passes an amount of money as the most that one holds', async () => {
    const acme = await world.organization();
    for (const closedAt of ['2026-01-10T00:00:00Z', '2026-02-10T00:00:00Z']) {
      await createDeal(acme, acme.owner, { amount: Number.MAX_SAFE_INTEGER, closedAt });
    }
    const { quarters } = await revenue(acme, '?fiscalYear=2026');
    expect(quarters[0].revenue).toEqual(eur(Number.MAX_SAFE_INTEGER));
  });

  it('refuses what is not a year, and answers for the first and the last', async () => {
    const acme = await world.organization();
    for (const query of ['', '26', '1969', '10000', '2026.5', 'FY2026', '2026&fiscalYear=2027']) {
      expect([query, await acme.owner.get(`${acme.path}/analytics/revenue?fiscalYear=${query}`)]).toMatchObject([
        query,
        { status: 422, body: { code: 'validation-failed', errors: [{ pointer: '/fiscalYear' }] } },
      ]);
    }
    await acme.owner.patch(acme.path, { fiscalYearStartMonth: 2, timezone: 'Pacific/Kiritimati' });
    for (const year of ['1970', '9999']) expect((await revenue(acme, `?fiscalYear=${year}`)).months).toHaveLength(12);
  });
});

describe('targets', () => {
  it('are the general ones, or those of the period, and no longer count after a change of currency', async () => {
    const acme = await world.organization();
    const put = (period: string, amount: number) =>
      acme.owner.put(`${acme.path}/revenue-targets/${period}`, { amount: { amount } });
    await createDeal(acme, acme.owner, { amount: 350_000, closedAt: '2026-11-10T00:00:00Z' });
    expect(await month(acme, '2026-11')).toEqual({
      period: '2026-11',
      revenue: eur(350_000),
      target: null,
      attainment: null,
    });
    await acme.owner.patch(acme.path, { revenueTargets: { monthly: { amount: 2_500_000 } } });
    expect(await month(acme, '2026-11')).toMatchObject({ target: eur(2_500_000), attainment: 0.14 });
    await put('2026-11', 700_000);
    await put('FY2026-Q4', 3_500_000);
    expect(await month(acme, '2026-11')).toMatchObject({ target: eur(700_000), attainment: 0.5 });
    expect(await month(acme, '2026-10')).toMatchObject({ target: eur(2_500_000), attainment: 0 });
    const { quarters } = await revenue(acme, '?fiscalYear=2026');
    expect(quarters[2]).toMatchObject({ period: 'FY2026-Q3', target: null, attainment: null });
    expect(quarters[3]).toMatchObject({ period: 'FY2026-Q4', target: eur(3_500_000), attainment: 0.1 });

    await acme.owner.patch(acme.path, { currency: 'USD' });
    const dollars = { amount: 0, currency: 'USD' };
    expect(await month(acme, '2026-11')).toMatchObject({ revenue: dollars, target: null, attainment: null });
    const year = await revenue(acme, '?fiscalYear=2026');
    expect(year.quarters[3]).toMatchObject({ target: null, attainment: null });
    expect(year.otherCurrencies).toEqual([{ currency: 'EUR', revenue: eur(350_000) }]);
    await put('2026-11', 10);
    expect(await month(acme, '2026-11')).toMatchObject({ target: { amount: 10, currency: 'USD' }, attainment: 0 });
    await acme.owner.patch(acme.path, { currency: 'EUR' });
    // The general one in euros counts again; that of November is in dollars now.
    expect(await month(acme, '2026-11')).toMatchObject({ revenue: eur(350_000), target: eur(2_500_000) });
  });

  it('tell in the audit log who changed them, from what to what, and what was told stays', async () => {
    const acme = await world.organization();
    const admin = await world.member(acme, 'admin', await world.person('Ada'));
    await acme.owner.patch(acme.path, { revenueTargets: { monthly: { amount: 1 }, quarterly: { amount: 3 } } });
    await admin.patch(acme.path, { revenueTargets: { monthly: { amount: 2 }, quarterly: null } });
    const listTargetEvents = async (): Promise<object[]> =>
      (await acme.owner.get(`${acme.path}/audit-events?action=organization.updated`)).body.data;
    const events = await listTargetEvents();
    expect(events).toMatchObject([
      {
        actor: { kind: 'member', id: admin.membershipId, name: 'Ada' },
        changes: { monthlyTarget: { from: eur(1), to: eur(2) }, quarterlyTarget: { from: eur(3), to: null } },
      },
      {
        actor: { name: 'Owner' },
        changes: { monthlyTarget: { from: null, to: eur(1) }, quarterlyTarget: { from: null, to: eur(3) } },
      },
    ]);
    await acme.owner.patch(acme.path, { revenueTargets: { monthly: { amount: 9 } } });
    expect((await listTargetEvents()).slice(1)).toEqual(events);
  });
});

describe('a Member', () => {
  it('sees what they own and nothing that would tell more; a key that sees its own only sees nothing', async () => {
    const acme = await world.organization();
    const [seller, other] = [await world.member(acme, 'member'), await world.member(acme, 'member')];
    await acme.owner.patch(acme.path, { revenueTargets: { monthly: { amount: 100 }, quarterly: { amount: 300 } } });
    await createDeal(acme, seller, { amount: 7, closedAt: '2026-11-10T00:00:00Z' });
    await createDeal(acme, other, { amount: 1_000, closedAt: '2026-11-10T00:00:00Z' });
    await createDeal(acme, other, { amount: 1_000, currency: 'USD', closedAt: '2026-11-10T00:00:00Z' });
    const all = await revenue(acme, '?fiscalYear=2026');
    expect(all.months[10]).toMatchObject({ revenue: eur(1_007), target: eur(100), attainment: 10.07 });
    const own = await revenue(acme, '?fiscalYear=2026', seller);
    expect(own.months[10]).toEqual({ period: '2026-11', revenue: eur(7), target: null, attainment: null });
    expect(own.quarters[3]).toEqual({ period: 'FY2026-Q4', revenue: eur(7), target: null, attainment: null });
    expect(own.otherCurrencies).toEqual([]);
    const counted = await revenue(acme, '?fiscalYear=2026&include=counts');
    expect(counted.months[10]).toMatchObject({
      dealsWon: 2,
      otherCurrencies: [{ currency: 'USD', revenue: { amount: 1_000, currency: 'USD' }, dealsWon: 1 }],
    });
    expect((await revenue(acme, '?fiscalYear=2026&include=counts', seller)).months[10]).toEqual({
      ...own.months[10],
      dealsWon: 1,
      otherCurrencies: [],
    });
    expect(await acme.owner.get(`${acme.path}/analytics/revenue?include=all`)).toMatchObject({ status: 422 });

    const keyOf = async (role: string) =>
      world.bearer((await acme.owner.post(`${acme.path}/api-keys`, { name: role, role })).body.key as string);
    const asMember = await revenue(acme, '?fiscalYear=2026', await keyOf('member'));
    expect(periodsOf(asMember.months)).toMatchObject({ '2026-11': 0 });
    expect(await revenue(acme, '?fiscalYear=2026', await keyOf('viewer'))).toEqual(all);

    // The next request knows of a changed role.
    await acme.owner.patch(`${acme.path}/members/${seller.membershipId}`, { role: 'viewer' });
    expect(await revenue(acme, '?fiscalYear=2026', seller)).toEqual(all);
  });
});
