import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Answer, Client } from '../support/client.js';
import { World } from '../support/world.js';
import { createDeal, type OrganizationRef } from './support/deals.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const summary = async ({ path, owner }: OrganizationRef, query = '', by: Client = owner): Promise<Answer['body']> =>
  (await by.get(`${path}/analytics/summary${query}`)).body;
const eur = (amount: number) => ({ amount, currency: 'EUR' });

interface ModelDeal {
  readonly created: DateTime;
  /** Null while it is open. */
  readonly closed: DateTime | null;
  readonly stage: 'closed_won' | 'closed_lost' | 'proposal';
  readonly amount: number;
  readonly currency: string;
}

/** The figures of a range of local days, counted deal by deal. */
function plainCount(deals: readonly ModelDeal[], [from, to]: readonly [string, string], zone: string) {
  const dayOf = (at: DateTime): string => at.setZone(zone).toFormat('yyyy-MM-dd');
  const closed = deals.filter((deal) => deal.closed && dayOf(deal.closed) >= from && dayOf(deal.closed) <= to);
  const won = closed.filter(({ stage }) => stage === 'closed_won');
  const inEuros = won.filter(({ currency }) => currency === 'EUR');
  const revenue = inEuros.reduce((sum, { amount }) => sum + amount, 0);
  const open = deals.filter(
    (deal) => deal.currency === 'EUR' && dayOf(deal.created) <= to && (!deal.closed || dayOf(deal.closed) > to),
  );
  return {
    revenue: eur(revenue),
    openPipeline: eur(open.reduce((sum, { amount }) => sum + amount, 0)),
    averageDeal: inEuros.length === 0 ? null : eur(Math.round(revenue / inEuros.length)),
    winRate: closed.length === 0 ? null : won.length / closed.length,
  };
}

const deal = fc
  .record({
    minutes: fc.integer({ min: 0, max: 900 * 24 * 60 }),
    open: fc.integer({ min: 1, max: 90 * 24 * 60 }),
    stage: fc.constantFrom('closed_won' as const, 'closed_won' as const, 'closed_lost' as const, 'proposal' as const),
    amount: fc.integer({ min: 1, max: 1_000_000 }),
    currency: fc.constantFrom('EUR', 'EUR', 'USD'),
  })
  .map(({ minutes, open, ...rest }): ModelDeal => {
    const created = DateTime.utc(2023, 1, 1).plus({ minutes });
    return { ...rest, created, closed: rest.stage === 'proposal' ? null : created.plus({ minutes: open }) };
  });

async function insertDeals(organizationId: string, deals: readonly ModelDeal[]): Promise<void> {
  await world.database.admin.query(
    `insert into deal (organization_id, id, name, amount, currency, stage, created_at, closed_at, owner_id)
     select $1, gen_random_uuid(), 'Deal', amount, currency, stage, created, closed,
            (select id from membership where organization_id = $1)
     from unnest($2::timestamptz[], $3::timestamptz[], $4::text[], $5::bigint[], $6::text[])
       as d (created, closed, stage, amount, currency)`,
    [
      organizationId,
      deals.map(({ created }) => created.toISO()),
      deals.map(({ closed }) => closed?.toISO() ?? null),
      deals.map(({ stage }) => stage),
      deals.map(({ amount }) => amount),
      deals.map(({ currency }) => currency),
    ],
  );
}

describe('the summary', () => {
  it('agrees with a plain count of random deals, in any timezone and fiscal year', async () => {
    const acme = await world.organization();
    const deals = fc.sample(deal, { numRuns: 700, seed: 26 });
    await insertDeals(acme.id, deals);
    for (const [timezone, fiscalYearStartMonth] of [
      ['America/Havana', 11],
      ['Asia/Kathmandu', 1],
      ['Pacific/Chatham', 4],
      ['America/Santiago', 12],
    ] as const) {
      await acme.owner.patch(acme.path, { timezone, fiscalYearStartMonth });
      const start = DateTime.utc(2024, fiscalYearStartMonth, 1);
      const named = (from: DateTime, to: DateTime) => [from.toFormat('yyyy-MM-dd'), to.toFormat('yyyy-MM-dd')] as const;
      const ranges = [
        // A fiscal quarter and the one before it, a month of changing clocks, a fiscal year, and days.
        [
          named(start, start.plus({ months: 3, days: -1 })),
          named(start.minus({ months: 3 }), start.minus({ days: 1 })),
        ],
        [
          ['2024-11-01', '2024-11-30'],
          ['2024-10-01', '2024-10-31'],
        ],
        [
          ['2024-11-03', '2024-11-03'],
          ['2024-11-02', '2024-11-02'],
        ],
        [named(start, start.plus({ years: 1, days: -1 })), named(start.minus({ years: 1 }), start.minus({ days: 1 }))],
      ] as const;
      for (const [range, before] of ranges) {
        const body = await summary(acme, `?from=${range[0]}&to=${range[1]}`);
        const [current, previous] = [range, before].map((days) => plainCount(deals, days, timezone));
        expect(body).toMatchObject({
          scope: 'all',
          period: { from: range[0], to: range[1], previous: { from: before[0], to: before[1] } },
          forecast: null,
        });
        for (const name of ['revenue', 'openPipeline', 'averageDeal', 'winRate'] as const) {
          expect([timezone, range, name, body.tiles[name].value, body.tiles[name].previous]).toEqual([
            timezone,
            range,
            name,
            current?.[name],
            previous?.[name],
          ]);
        }
      }
      const body = await summary(acme, '?from=2024-03-01&to=2024-03-31&compare=previous_year');
      expect(body.period.previous).toEqual({ from: '2023-03-01', to: '2023-03-31' });
      expect(body.tiles.revenue.previous).toEqual(plainCount(deals, ['2023-03-01', '2023-03-31'], timezone).revenue);
    }
  });

  it('has targets, the gap, and the pace of the range, and the change to the days before', async () => {
    const acme = await world.organization();
    await acme.owner.patch(acme.path, {
      currency: 'EUR',
      timezone: 'Europe/Berlin',
      revenueTargets: { monthly: { amount: 3_000 }, quarterly: { amount: 12_000 } },
    });
    await createDeal(acme, acme.owner, { amount: 1_000, closedAt: '2026-02-28T23:30:00+01:00' });
    await createDeal(acme, acme.owner, { amount: 2_000, closedAt: '2026-03-29T03:30:00+02:00' });
    await createDeal(acme, acme.owner, { amount: 4_000, closedAt: '2026-03-31T23:30:00+02:00' });
    await createDeal(acme, acme.owner, { stage: 'closed_lost', closedAt: '2026-03-31T23:30:00+02:00' });
    const { tiles, pace } = await summary(acme, '?from=2026-03-01&to=2026-03-31');
    expect(tiles).toMatchObject({
      revenue: { value: eur(6_000), previous: eur(1_000), change: 5 },
      target: { value: eur(3_000), previous: eur(3_000), change: 0 },
      attainment: { value: 2, previous: 1_000 / 3_000 },
      gap: { value: eur(-3_000), previous: eur(2_000), change: -2.5 },
      averageDeal: { value: eur(3_000), previous: eur(1_000) },
      winRate: { value: 2 / 3, previous: 1 },
    });
    expect(pace).toEqual({ elapsed: 1, expected: eur(3_000), difference: eur(3_000), ratio: 2 });
    const quarter = await summary(acme, '?from=2026-01-01&to=2026-03-31');
    expect(quarter.tiles.target.value).toEqual(eur(12_000));
  });

  it('covers the current fiscal quarter by default, and forecasts it from the last 90 days', async () => {
    const acme = await world.organization();
    const now = DateTime.utc();
    await acme.owner.patch(acme.path, {
      timezone: 'UTC',
      fiscalYearStartMonth: now.month,
      revenueTargets: { quarterly: { amount: 1_000_000 } },
    });
    const start = now.startOf('month');
    const end = start.plus({ months: 3 });
    await createDeal(acme, acme.owner, { amount: 90_000, closedAt: start.minus({ days: 2 }).toISO() });
    await createDeal(acme, acme.owner, { amount: 555, closedAt: now.minus({ days: 91 }).toISO() });
    await createDeal(acme, acme.owner, { amount: 500, stage: 'negotiation' });
    const body = await summary(acme);
    expect(body.period).toMatchObject({ from: start.toISODate(), to: end.minus({ days: 1 }).toISODate() });
    expect(body.forecast).toMatchObject({
      period: `FY${now.month === 1 ? now.year : now.year + 1}-Q1`,
      revenue: eur(0),
      dailyRunRate: eur(1_000),
      target: eur(1_000_000),
    });
    const remaining = (end.toMillis() - now.toMillis()) / 86_400_000;
    expect(Math.abs(body.forecast.value.amount - remaining * 1_000)).toBeLessThan(10);
    expect(body.forecast.attainment).toBe(body.forecast.value.amount / 1_000_000);
    expect(body.tiles.openPipeline).toEqual({ value: eur(500), previous: eur(0), change: null });
    const elapsed = 1 - remaining / ((end.toMillis() - start.toMillis()) / 86_400_000);
    expect(Math.abs(body.pace.elapsed - elapsed)).toBeLessThan(0.001);
    expect(Math.abs(body.pace.expected.amount - elapsed * 1_000_000)).toBeLessThan(1_000);
    const future = await summary(acme, `?from=${end.plus({ years: 1 }).toISODate()}`);
    expect(future).toMatchObject({ forecast: null, pace: { elapsed: 0, expected: eur(0), ratio: null } });
  });

  it('has only one’s own figures for a Member, marked as theirs, and all of them for a viewer', async () => {
    const acme = await world.organization();
    await acme.owner.patch(acme.path, { revenueTargets: { monthly: { amount: 3_000 }, quarterly: { amount: 9_000 } } });
    const seller = await world.member(acme, 'member');
    const viewer = await world.member(acme, 'viewer');
    await createDeal(acme, seller, { amount: 7 });
    await createDeal(acme, seller, { amount: 20, stage: 'proposal' });
    await createDeal(acme, acme.owner, { amount: 1_000 });
    await createDeal(acme, acme.owner, { amount: 3_000, stage: 'proposal' });
    const own = await summary(acme, '', seller);
    expect(own).toMatchObject({
      scope: 'own',
      tiles: {
        revenue: { value: eur(7) },
        target: { value: null, previous: null, change: null },
        attainment: { value: null },
        gap: { value: null },
        openPipeline: { value: eur(20) },
        winRate: { value: 1 },
      },
      pace: { expected: null, difference: null, ratio: null },
      forecast: { revenue: eur(7), target: null, attainment: null },
    });
    expect(JSON.stringify(own)).not.toMatch(/1007|3000|9000/);
    const seen = await summary(acme, '', viewer);
    expect(seen).toMatchObject({
      scope: 'all',
      tiles: { revenue: { value: eur(1_007) }, openPipeline: { value: eur(3_020) } },
    });
    const key = await acme.owner.post(`${acme.path}/api-keys`, { name: 'Key', role: 'member' });
    const ofKey = await summary(acme, '', world.bearer(key.body.key as string));
    expect(ofKey).toMatchObject({ scope: 'own', tiles: { revenue: { value: eur(0) }, winRate: { value: null } } });
  });

  it('answers for the widest range, and refuses what is not one', async () => {
    const acme = await world.organization();
    await acme.owner.patch(acme.path, { timezone: 'Pacific/Kiritimati', fiscalYearStartMonth: 12 });
    for (const compare of ['previous_period', 'previous_year']) {
      const answer = await acme.owner.get(
        `${acme.path}/analytics/summary?from=1970-01-01&to=9999-12-31&compare=${compare}`,
      );
      expect(answer.status).toBe(200);
    }
    for (const [query, pointer] of [
      ['?from=2026-11-02&to=2026-11-01', '/to'],
      ['?from=2026-02-30', '/from'],
      ['?to=2026-13-01', '/to'],
      ['?from=0001-01-01', '/from'],
      ['?compare=last_year', '/compare'],
      ['?compare=', '/compare'],
      ['?limit=5', '/limit'],
    ]) {
      expect([query, await acme.owner.get(`${acme.path}/analytics/summary${query}`)]).toMatchObject([
        query,
        { status: 422, body: { code: 'validation-failed', errors: [{ pointer }] } },
      ]);
    }
  });
});
