import { World } from '../support/world.js';
import { pointersOf } from './support/kinds.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

describe('an amount', () => {
  it("counts in the organization's currency unless another is given, and no change of currency rewrites it", async () => {
    const { owner, path } = await world.organization();
    const make = async (amount: object) => (await owner.post(`${path}/deals`, { name: 'Deal', amount })).body;
    const old = await make({ amount: 100 });
    const dollars = await make({ amount: 9_007_199_254_740_991, currency: 'USD' });
    expect([old.amount, dollars.amount]).toEqual([
      { amount: 100, currency: 'EUR' },
      { amount: 9_007_199_254_740_991, currency: 'USD' },
    ]);
    expect((await owner.patch(path, { currency: 'CHF' })).status).toBe(200);
    for (const deal of [old, dollars]) expect((await owner.get(`${path}/deals/${deal.id}`)).body).toEqual(deal);
    expect((await make({ amount: 1 })).amount).toEqual({ amount: 1, currency: 'CHF' });
    // What is left out of a change of the deal stays; an amount that is given counts in the currency of today.
    expect((await owner.patch(`${path}/deals/${old.id}`, { name: 'New' })).body.amount.currency).toBe('EUR');
    expect((await owner.patch(`${path}/deals/${old.id}`, { amount: { amount: 5 } })).body.amount).toEqual({
      amount: 5,
      currency: 'CHF',
    });
  });
});

describe('closedAt', () => {
  it('is now when a deal closes, unless given, stays while it is closed, and is cleared when it opens again', async () => {
    const { owner, path } = await world.organization();
    const make = async (values: object) =>
      owner.post(`${path}/deals`, { name: 'Deal', amount: { amount: 1 }, ...values });
    const before = Date.now();
    const won = (await make({ stage: 'closed_won' })).body;
    expect(Math.abs(Date.parse(won.closedAt) - before)).toBeLessThan(60_000);
    const given = (await make({ stage: 'closed_lost', closedAt: '2026-01-31T23:30:00+01:00' })).body;
    expect(given.closedAt).toBe('2026-01-31T22:30:00.000Z');

    const one = `${path}/deals/${given.id}`;
    expect((await owner.patch(one, { stage: 'closed_won' })).body.closedAt).toBe(given.closedAt);
    expect((await owner.patch(one, { name: 'Other' })).body.closedAt).toBe(given.closedAt);
    expect((await owner.patch(one, { closedAt: '2026-02-01T00:00:00Z' })).body.closedAt).toBe(
      '2026-02-01T00:00:00.000Z',
    );
    expect((await owner.patch(one, { stage: 'negotiation' })).body).toMatchObject({
      stage: 'negotiation',
      closedAt: null,
    });
    const again = (await owner.patch(one, { stage: 'closed_won' })).body.closedAt as string;
    expect(Math.abs(Date.parse(again) - before)).toBeLessThan(60_000);
  });

  it('is refused for an open deal, and a closed one has to have it', async () => {
    const { owner, path } = await world.organization();
    const deal = { name: 'Deal', amount: { amount: 1 } };
    const closedAt = '2026-02-01T00:00:00Z';
    const open = (await owner.post(`${path}/deals`, { ...deal, closedAt: null })).body;
    const closed = (await owner.post(`${path}/deals`, { ...deal, stage: 'closed_won' })).body;
    for (const answer of [
      await owner.post(`${path}/deals`, { ...deal, closedAt }),
      await owner.post(`${path}/deals`, { ...deal, stage: 'proposal', closedAt }),
      await owner.patch(`${path}/deals/${open.id}`, { closedAt }),
      await owner.patch(`${path}/deals/${closed.id}`, { stage: 'proposal', closedAt }),
      await owner.patch(`${path}/deals/${closed.id}`, { closedAt: null }),
    ]) {
      expect([answer.status, pointersOf(answer)]).toEqual([422, ['/closedAt']]);
    }
  });
});

describe.each([
  ['deals', 'leadId', 'leads', { name: 'Deal', amount: { amount: 1 } }],
  ['calls', 'leadId', 'leads', { direction: 'inbound' }],
  ['sequences', 'campaignId', 'campaigns', { name: 'Sequence' }],
] as const)('of %s, %s', (kind, property, target, minimal) => {
  it('names a record of the same organization, or none', async () => {
    const [{ owner, path }, foreign] = [await world.organization(), await world.organization()];
    const named = (await owner.post(`${path}/${target}`, { name: 'Named' })).body;
    const theirs = (await foreign.owner.post(`${foreign.path}/${target}`, { name: 'Theirs' })).body;
    const { status, body } = await owner.post(`${path}/${kind}`, { ...minimal, [property]: named.id.toUpperCase() });
    expect([status, body[property]]).toEqual([201, named.id]);
    for (const id of [theirs.id, body.id, 'x']) {
      for (const answer of [
        await owner.post(`${path}/${kind}`, { ...minimal, [property]: id }),
        await owner.patch(`${path}/${kind}/${body.id}`, { [property]: id }),
      ]) {
        expect([answer.status, pointersOf(answer)]).toEqual([422, [`/${property}`]]);
      }
    }
    expect((await owner.patch(`${path}/${kind}/${body.id}`, { [property]: null })).body[property]).toBeNull();
  });

  it('is emptied when that record is deleted, and the version with it goes on', async () => {
    const { owner, path } = await world.organization();
    const named = (await owner.post(`${path}/${target}`, { name: 'Named' })).body;
    const { body } = await owner.post(`${path}/${kind}`, { ...minimal, [property]: named.id });
    expect((await owner.delete(`${path}/${target}/${named.id}`)).status).toBe(204);
    const left = await owner.get(`${path}/${kind}/${body.id}`);
    expect([left.body[property], left.body.version, left.headers.get('etag')]).toEqual([null, 2, '"2"']);
  });

  it('never refers to a deleted record, no matter who deletes and names it at once', async () => {
    const { owner, path } = await world.organization();
    for (let round = 0; round < 5; round += 1) {
      const named = (await owner.post(`${path}/${target}`, { name: 'Named' })).body;
      const { body } = await owner.post(`${path}/${kind}`, minimal);
      const answers = await Promise.all([
        owner.delete(`${path}/${target}/${named.id}`),
        owner.patch(`${path}/${kind}/${body.id}`, { [property]: named.id }),
        owner.post(`${path}/${kind}`, { ...minimal, [property]: named.id }),
        owner.delete(`${path}/${target}/${named.id}`),
      ]);
      for (const { status } of answers) expect([200, 201, 204, 404, 422]).toContain(status);
      expect((await owner.get(`${path}/${kind}/${body.id}`)).body[property]).toBeNull();
    }
  });
});

describe('a call', () => {
  it('keeps who made it, also when they are removed; a key made none', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const member = await world.member(organization, 'member');
    const { body } = await member.post(`${path}/calls`, { direction: 'outbound' });
    expect(body.madeById).toBe(member.membershipId);
    expect(Math.abs(Date.parse(body.startedAt) - Date.now())).toBeLessThan(60_000);
    await owner.delete(`${path}/members/${member.membershipId}`);
    await owner.patch(`${path}/calls/${body.id}`, { durationSeconds: 0 });
    expect((await owner.get(`${path}/calls/${body.id}`)).body).toMatchObject({
      madeById: member.membershipId,
      durationSeconds: 0,
    });
    const { key } = (await owner.post(`${path}/api-keys`, { name: 'Dialler', role: 'member' })).body;
    expect((await world.bearer(key).post(`${path}/calls`, { direction: 'inbound' })).body.madeById).toBeNull();
  });
});
