import type { Client } from '../support/client.js';
import { SUPERADMIN, World } from '../support/world.js';

let world: World;
let superadmin: Client;
beforeAll(async () => {
  world = await World.start();
  superadmin = await world.person('Operator', SUPERADMIN);
});
afterAll(() => world.stop());

const platform = (id: string) => `/platform/organizations/${id}`;

describe('a plan that the platform sets', () => {
  it('is in force whatever seats are in use, and may leave the organization over', async () => {
    const organization = await world.organization('pro');
    await world.member(organization, 'member');
    const { owner, path, id } = organization;
    expect(await superadmin.put(`${platform(id)}/plan`, { plan: 'free' })).toMatchObject({
      status: 200,
      body: { plan: 'free', seats: { used: 2, limit: 1, over: true } },
    });
    expect(await owner.post(`${path}/invitations`, { email: 'x@example.com', role: 'viewer' })).toMatchObject({
      status: 409,
      body: { code: 'seat-limit-reached' },
    });
    const [event] = (await owner.get(`${path}/audit-events`)).body.data;
    expect(event).toMatchObject({
      action: 'subscription.plan_changed',
      actor: { kind: 'superadmin', name: 'Operator' },
      changes: { plan: { from: 'pro', to: 'free' } },
    });
  });

  it('wants an end in the future', async () => {
    const { id } = await world.organization('free');
    for (const until of ['2020-01-01T00:00:00Z', 'tomorrow', '2030-01-01']) {
      expect(await superadmin.put(`${platform(id)}/plan`, { plan: 'pro', until })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/until' }] },
      });
    }
    expect(
      (await superadmin.put(`${platform(id)}/plan`, { plan: 'pro', until: '2035-01-01T00:00:00Z' })).body.plan,
    ).toBe('pro');
  });
});

describe('credits that the platform gives', () => {
  it('are there at once, never below zero, with a reason in the audit log', async () => {
    const { owner, path, id } = await world.organization('free');
    const reason = 'Goodwill after the outage';
    expect(await superadmin.post(`${platform(id)}/credits`, { credits: 500, reason })).toMatchObject({
      status: 201,
      body: { balance: 550, monthly: 50, topUp: 500 },
    });
    expect((await owner.get(`${path}/billing/credits`)).body).toMatchObject({ balance: 550 });
    const { data } = (await owner.get(`${path}/audit-events?action=credits.adjusted`)).body;
    expect(data).toMatchObject([{ actor: { kind: 'superadmin' }, changes: { reason: { to: reason } } }]);
    expect(await superadmin.post(`${platform(id)}/credits`, { credits: -551, reason })).toMatchObject({ status: 409 });
    for (const credits of [0, 1.5, '5', null, 1_000_000_001, -1_000_000_001, 2 ** 53, 1e300]) {
      expect((await superadmin.post(`${platform(id)}/credits`, { credits, reason })).status).toBe(422);
    }
    expect((await superadmin.post(`${platform(id)}/credits`, { credits: 5 })).status).toBe(422);
  });

  it('are given once under an idempotency key', async () => {
    const { id } = await world.organization('free');
    const body = { credits: 10, reason: 'Once' };
    const calls = [1, 2].map(() =>
      superadmin.post(`${platform(id)}/credits`, body, { 'idempotency-key': 'grant-once' }),
    );
    for (const { status } of await Promise.all(calls)) expect([201, 409]).toContain(status);
    const replay = await superadmin.post(`${platform(id)}/credits`, body, { 'idempotency-key': 'grant-once' });
    expect(replay).toMatchObject({ status: 201, body: { balance: 60 } });
    expect(replay.headers.get('idempotent-replayed')).toBe('true');
  });

  it('can be made unlimited, and limited again', async () => {
    const { owner, path, id } = await world.organization('free');
    for (const unlimited of [true, false]) {
      const changed = await superadmin.put(`${platform(id)}/unlimited-credits`, { unlimited });
      expect(changed).toMatchObject({ status: 200, body: { unlimited } });
      expect((await owner.get(`${path}/billing/credits`)).body).toMatchObject({ unlimited });
    }
    expect((await superadmin.put(`${platform(id)}/unlimited-credits`, { unlimited: 'yes' })).status).toBe(422);
  });

  it('are not given to an organization that is not there', async () => {
    const unknown = platform('019ab970-1c00-7000-8000-000000000000');
    for (const answer of [
      await superadmin.post(`${unknown}/credits`, { credits: 5, reason: 'x' }),
      await superadmin.put(`${unknown}/plan`, { plan: 'pro' }),
      await superadmin.put(`${unknown}/unlimited-credits`, { unlimited: true }),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    }
  });
});
