import type { Answer, Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { createDeal, teamOf, type OrganizationRef } from './support/deals.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const NOVEMBER = '?from=2026-11-01&to=2026-11-30';
const CLOSED = '2026-11-10T12:00:00Z';

const team = async ({ path, owner }: OrganizationRef, query = NOVEMBER, by: Client = owner) =>
  teamOf((await by.get(`${path}/analytics/team${query}`)).body);
const call = ({ path }: OrganizationRef, by: Client, startedAt: string): Promise<Answer> =>
  by.post(`${path}/calls`, { direction: 'outbound', startedAt });
/** Deals are created now; the range has to hold today and the dates of the tests. */
const EVER = '?from=2000-01-01&to=2100-01-01';

async function remove({ path, owner }: OrganizationRef, membershipId: string, query = ''): Promise<void> {
  const { body } = await owner.delete(`${path}/members/${membershipId}${query}`);
  await waitFor('the reassignment to end', async () => {
    const run = await owner.get(`${path}/reassignments/${body.reassignmentId}`);
    return run.body.status === 'completed' ? run : null;
  });
}

describe('the team', () => {
  it('has a row for everyone, most revenue first, then deals, then names', async () => {
    const acme = await world.organization();
    const [zoe, ada, bob] = [
      await world.member(acme, 'member', await world.person('Zoe')),
      await world.member(acme, 'admin', await world.person('ada')),
      await world.member(acme, 'member', await world.person('Bob')),
    ];
    await world.member(acme, 'viewer', await world.person('Vera'));
    await createDeal(acme, zoe, { amount: 300, closedAt: CLOSED });
    await createDeal(acme, ada, { amount: 100, closedAt: CLOSED });
    await createDeal(acme, bob, { amount: 100, closedAt: CLOSED });
    await createDeal(acme, bob, { amount: 999, currency: 'USD', closedAt: CLOSED });
    await call(acme, ada, '2026-11-30T23:59:59Z');
    await call(acme, ada, '2026-12-01T00:00:00Z');
    const rows = await team(acme);
    expect(rows.map(([name, status, revenue, won, , calls]) => [name, status, revenue, won, calls])).toEqual([
      ['Zoe', 'active', 300, 1, 0],
      ['Bob', 'active', 100, 2, 0],
      ['ada', 'active', 100, 1, 1],
      ['Owner', 'active', 0, 0, 0],
      ['Vera', 'active', 0, 0, 0],
    ]);
    const { data } = (await acme.owner.get(`${acme.path}/analytics/team${NOVEMBER}&include=counts`)).body as {
      data: { name: string; dealsWonInOtherCurrencies: number }[];
    };
    expect(data.filter((one) => one.dealsWonInOtherCurrencies > 0)).toMatchObject([
      { name: 'Bob', dealsWonInOtherCurrencies: 1 },
    ]);
    for (let again = 0; again < 3; again += 1) expect(await team(acme)).toEqual(rows);
  });

  it('counts what was created in the range, whatever became of it, in the currency of the organization', async () => {
    const acme = await world.organization();
    await createDeal(acme, acme.owner, { amount: 1, stage: 'qualification' });
    await createDeal(acme, acme.owner, { amount: 10, closedAt: '2020-01-01T00:00:00Z' });
    await createDeal(acme, acme.owner, { amount: 100, stage: 'closed_lost' });
    await createDeal(acme, acme.owner, { amount: 1_000, currency: 'USD' });
    await acme.owner.patch(acme.path, { timezone: 'Pacific/Kiritimati' });
    await world.database.admin.query(
      `update deal set created_at = '2026-11-20T09:59:59Z' where organization_id = $1 and amount in (1, 10)`,
      [acme.id],
    );
    await world.database.admin.query(
      `update deal set created_at = '2026-11-25T12:00:00Z' where organization_id = $1 and amount in (100, 1000)`,
      [acme.id],
    );
    expect((await team(acme, '?from=2026-11-20&to=2026-11-20'))[0]?.[4]).toBe(11);
    expect((await team(acme, '?from=2026-11-21&to=2026-11-30'))[0]?.[4]).toBe(100);
    expect((await team(acme, EVER))[0]?.slice(2)).toEqual([10, 2, 111, 0]);
  });

  it('takes days where the organization is, both included', async () => {
    const acme = await world.organization();
    await acme.owner.patch(acme.path, { timezone: 'America/Havana' });
    // The first hour of that Sunday comes twice; both are of that day.
    for (const closedAt of ['2026-11-01T00:30:00-04:00', '2026-11-01T00:30:00-05:00', '2026-11-01T23:59:59-05:00']) {
      await createDeal(acme, acme.owner, { amount: 1, closedAt });
    }
    const revenue = async (from: string, to: string) => (await team(acme, `?from=${from}&to=${to}`))[0]?.[2];
    expect(await revenue('2026-11-01', '2026-11-01')).toBe(3);
    expect(await revenue('2026-10-01', '2026-10-31')).toBe(0);
    expect(await revenue('2026-11-02', '2026-11-30')).toBe(0);
  });

  it('covers the current fiscal quarter unless days are given', async () => {
    const acme = await world.organization();
    await createDeal(acme, acme.owner, { amount: 5 });
    await createDeal(acme, acme.owner, { amount: 50, closedAt: new Date(Date.now() - 100 * 86_400_000).toISOString() });
    expect((await team(acme, ''))[0]?.[2]).toBe(5);
  });

  it('lets a removed member keep what no one has taken over, and their calls for ever', async () => {
    const acme = await world.organization();
    const [leaver, newOwner] = [
      await world.member(acme, 'member', await world.person('Leaver')),
      await world.member(acme, 'member', await world.person('Heir')),
    ];
    const idle = await world.member(acme, 'member', await world.person('Idle'));
    const id = await createDeal(acme, leaver, { amount: 400, closedAt: CLOSED });
    await createDeal(acme, leaver, { amount: 30, stage: 'proposal' });
    await call(acme, leaver, CLOSED);
    await remove(acme, idle.membershipId);
    await remove(acme, leaver.membershipId);
    expect(await team(acme, EVER)).toEqual([
      ['Leaver', 'removed', 400, 1, 430, 1],
      ['Heir', 'active', 0, 0, 0, 0],
      ['Owner', 'active', 0, 0, 0, 0],
    ]);
    await acme.owner.patch(`${acme.path}/deals/${id}`, { ownerId: newOwner.membershipId });
    expect(await team(acme, EVER)).toEqual([
      ['Heir', 'active', 400, 1, 400, 0],
      ['Leaver', 'removed', 0, 0, 30, 1],
      ['Owner', 'active', 0, 0, 0, 0],
    ]);
    await acme.owner.post(`${acme.path}/members/${leaver.membershipId}/reinstate`);
    expect((await team(acme, EVER)).map(([name, status]) => [name, status])).toEqual([
      ['Heir', 'active'],
      ['Leaver', 'active'],
      ['Owner', 'active'],
    ]);
  });

  it('counts for no one what was taken from an active member, or never was anyone’s', async () => {
    const acme = await world.organization();
    const id = await createDeal(acme, acme.owner, { amount: 400, closedAt: CLOSED });
    await createDeal(acme, acme.owner, { amount: 400, closedAt: CLOSED, ownerId: null });
    await acme.owner.patch(`${acme.path}/deals/${id}`, { ownerId: null });
    expect(await team(acme, EVER)).toEqual([['Owner', 'active', 0, 0, 0, 0]]);
    const { body } = await acme.owner.get(`${acme.path}/analytics/revenue?fiscalYear=2026`);
    expect(body.months[10].revenue.amount).toBe(800);
  });

  it('moves the figures with the deals when they are handed over in bulk', async () => {
    const acme = await world.organization();
    const [from, to] = [
      await world.member(acme, 'member', await world.person('From')),
      await world.member(acme, 'member', await world.person('To')),
    ];
    for (let index = 0; index < 5; index += 1) await createDeal(acme, from, { amount: 100, closedAt: CLOSED });
    await remove(acme, from.membershipId, `?reassignTo=${to.membershipId}`);
    expect((await team(acme))[0]?.slice(0, 4)).toEqual(['To', 'active', 500, 5]);
  });

  it('shows a Member their own row only', async () => {
    const acme = await world.organization();
    const seller = await world.member(acme, 'member', await world.person('Seller'));
    const viewer = await world.member(acme, 'viewer');
    await createDeal(acme, seller, { amount: 7, closedAt: CLOSED });
    await createDeal(acme, acme.owner, { amount: 1_000, closedAt: CLOSED });
    await call(acme, seller, CLOSED);
    expect(await team(acme, EVER, seller)).toEqual([['Seller', 'active', 7, 1, 7, 1]]);
    expect(await team(acme, EVER, viewer)).toEqual(await team(acme, EVER));
    const key = await acme.owner.post(`${acme.path}/api-keys`, { name: 'Key', role: 'member' });
    expect(await team(acme, EVER, world.bearer(key.body.key as string))).toEqual([]);
  });

  it('refuses days that are none, and a range that ends before it begins', async () => {
    const acme = await world.organization();
    for (const [query, pointer] of [
      ['?from=2026-11-02&to=2026-11-01', '/to'],
      ['?from=2026-02-30', '/from'],
      ['?to=2026-13-01', '/to'],
      ['?from=yesterday', '/from'],
      ['?from=0001-01-01', '/from'],
      ['?from=2026-11-01T00:00:00Z', '/from'],
      ['?limit=5', '/limit'],
    ]) {
      expect([query, await acme.owner.get(`${acme.path}/analytics/team${query}`)]).toMatchObject([
        query,
        { status: 422, body: { code: 'validation-failed', errors: [{ pointer }] } },
      ]);
    }
  });
});
