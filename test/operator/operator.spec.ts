import type { Client } from '../support/client.js';
import { SUPERADMIN, World } from '../support/world.js';

let world: World;
let superadmin: Client;
beforeAll(async () => {
  world = await World.start();
  superadmin = await world.person('Operator', SUPERADMIN);
});
afterAll(() => world.stop());

describe('the platform superadmin', () => {
  it('does not exist for everyone else', async () => {
    const { owner, id } = await world.organization();
    for (const path of ['/platform/organizations', `/platform/organizations/${id}`, '/platform/users']) {
      expect(await owner.get(path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect((await world.anonymous.get(path)).status).toBe(401);
    }
  });

  it('finds organizations by name, slug, owner and id, and users by name, address and id', async () => {
    const owner = await world.person('Zora Neale', 'zora@needle.example');
    const { id } = (await owner.post('/organizations', { name: 'Needle 100%' })).body;
    for (const q of ['needle 100%', 'needle-100', 'zora@needle', id]) {
      const { body } = await superadmin.get(`/platform/organizations?q=${encodeURIComponent(q)}`);
      expect(body.data).toMatchObject([
        { id, plan: 'free', status: 'active', members: 1, seatsUsed: 1, owner: { name: 'Zora Neale' } },
      ]);
    }
    expect((await superadmin.get('/platform/organizations?q=100%25x')).body.data).toEqual([]);
    const userId = owner.userId ?? '';
    for (const q of ['zora neale', 'Zóra', 'zora@needle', userId, userId.toUpperCase()]) {
      expect((await superadmin.get(`/platform/users?q=${encodeURIComponent(q)}`)).body.data).toMatchObject([
        { id: userId, name: 'Zora Neale', emails: ['zora@needle.example'] },
      ]);
    }
    // Otherwise short names would be found in the digits of many IDs.
    expect((await superadmin.get(`/platform/users?q=${userId.slice(1)}`)).body.data).toEqual([]);
  });

  it('reads an organization and its members without being one', async () => {
    const organization = await world.organization();
    const viewer = await world.member(organization, 'viewer');
    const path = `/platform/organizations/${organization.id}`;
    await organization.owner.post(`${organization.path}/invitations`, { email: 'seat@example.com', role: 'member' });
    const { body: page } = await superadmin.get(`/platform/organizations?q=${organization.id}`);
    // An invitation takes a seat as well, and the owner has just been active.
    expect(page.data).toMatchObject([{ members: 2, seatsUsed: 3, lastActiveAt: expect.any(String) }]);
    expect((await superadmin.get(path)).body).toMatchObject({
      id: organization.id,
      members: 2,
      seatsUsed: 3,
      lastActiveAt: page.data[0].lastActiveAt,
      deletedAt: null,
      billing: {
        plan: 'enterprise',
        status: 'active',
        seats: { used: 3, limit: null, over: false },
        credits: { balance: 40_000, unlimited: false },
      },
    });
    const members = (await superadmin.get(`${path}/members?role=viewer`)).body.data;
    expect(members).toMatchObject([{ id: viewer.membershipId, role: 'viewer' }]);
    expect((await superadmin.get(organization.path)).status).toBe(404);
    const unknown = '/platform/organizations/019ab970-1c00-7000-8000-000000000000';
    expect(await superadmin.get(unknown)).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    expect((await superadmin.get(`${unknown}/members`)).status).toBe(404);
  });

  it('transfers the ownership, which the organization reads in its audit log', async () => {
    const organization = await world.organization();
    const admin = await world.member(organization, 'admin');
    const viewer = await world.member(organization, 'viewer');
    const path = `/platform/organizations/${organization.id}/ownership-transfer`;
    expect(await superadmin.post(path, { membershipId: viewer.membershipId })).toMatchObject({
      status: 409,
      body: { code: 'new-owner-must-be-admin' },
    });
    expect((await superadmin.post(path, { membershipId: admin.membershipId })).status).toBe(200);
    const [event] = (await admin.get(`${organization.path}/audit-events`)).body.data;
    expect(event).toMatchObject({
      action: 'organization.ownership_transferred',
      actor: { kind: 'superadmin', id: superadmin.userId, name: 'Operator' },
      target: { id: admin.membershipId },
    });
    expect((await organization.owner.get(organization.path)).body.role).toBe('admin');
  });

  it('restores a deleted organization, and names an owner where there is none', async () => {
    const organization = await world.organization();
    const viewer = await world.member(organization, 'viewer');
    await organization.owner.delete(`${organization.path}?confirmName=Acme%20Sales`);
    await world.database.admin.query(`update organization set owner_membership_id = null where organization_id = $1`, [
      organization.id,
    ]);
    await world.database.admin.query(
      `update membership set status = 'removed', removed_at = now() where organization_id = $1 and role = 'owner'`,
      [organization.id],
    );
    const path = `/platform/organizations/${organization.id}`;
    const [found] = (await superadmin.get(`/platform/organizations?deleted=true&q=${organization.id}`)).body.data;
    expect(found).toMatchObject({ id: organization.id, owner: null });
    expect(await superadmin.post(`${path}/restore`)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/ownerUserId' }] },
    });
    expect(await superadmin.post(`${path}/restore`, { ownerUserId: viewer.userId })).toMatchObject({
      status: 200,
      body: { owner: { membershipId: viewer.membershipId }, deletedAt: null, plan: 'free' },
    });
    expect((await viewer.get(organization.path)).body.role).toBe('owner');
    expect((await superadmin.post(`${path}/restore`, {})).status).toBe(409);
  });

  it('restores a deleted organization under another owner', async () => {
    const organization = await world.organization();
    const newcomer = await world.person('Newcomer');
    await organization.owner.delete(`${organization.path}?confirmName=Acme%20Sales`);
    const path = `/platform/organizations/${organization.id}/restore`;
    expect(await superadmin.post(path, { ownerUserId: newcomer.userId })).toMatchObject({
      status: 200,
      body: { owner: { name: 'Newcomer' }, members: 2 },
    });
    expect((await newcomer.get(organization.path)).body.role).toBe('owner');
    expect((await organization.owner.get(organization.path)).body.role).toBe('admin');
  });
});

describe('what a superadmin changes', () => {
  type Organization = Awaited<ReturnType<World['organization']>>;
  const remove = ({ owner, path }: Organization) => owner.delete(`${path}?confirmName=Acme%20Sales`);
  const post = async (o: Organization, call: string, body: object) =>
    superadmin.post(`/platform/organizations/${o.id}/${call}`, body);
  const put = async (o: Organization, call: string, body: object) =>
    superadmin.put(`/platform/organizations/${o.id}/${call}`, body);

  /** Every changing call below `/platform`, with what it has to leave in the organization's audit log. */
  const CHANGES: Record<string, { act: (o: Organization) => Promise<{ status: number }>; events: string[] }[]> = {
    'put /platform/organizations/{organizationId}/plan': [
      { act: (o) => put(o, 'plan', { plan: 'starter' }), events: ['subscription.plan_changed'] },
    ],
    'post /platform/organizations/{organizationId}/credits': [
      { act: (o) => post(o, 'credits', { credits: 5, reason: 'Sorry' }), events: ['credits.adjusted'] },
    ],
    'put /platform/organizations/{organizationId}/unlimited-credits': [
      { act: (o) => put(o, 'unlimited-credits', { unlimited: true }), events: ['credits.unlimited_changed'] },
    ],
    'post /platform/organizations/{organizationId}/ownership-transfer': [
      {
        act: async (o) => {
          const { membershipId } = await world.member(o, 'admin');
          return post(o, 'ownership-transfer', { membershipId });
        },
        events: ['organization.ownership_transferred'],
      },
    ],
    'post /platform/organizations/{organizationId}/restore': [
      {
        act: async (o) => {
          await remove(o);
          return post(o, 'restore', {});
        },
        events: ['organization.restored', 'subscription.plan_changed'],
      },
      {
        act: async (o) => {
          const { userId } = await world.member(o, 'viewer');
          await remove(o);
          return post(o, 'restore', { ownerUserId: userId });
        },
        events: ['organization.ownership_transferred', 'organization.restored', 'subscription.plan_changed'],
      },
      {
        act: async (o) => {
          const { userId } = await world.person('Newcomer');
          await remove(o);
          return post(o, 'restore', { ownerUserId: userId });
        },
        events: [
          'member.added',
          'organization.ownership_transferred',
          'organization.restored',
          'subscription.plan_changed',
        ],
      },
    ],
  };

  it('is every changing call of the document', async () => {
    const { body } = await world.anonymous.get('//openapi.json');
    const calls = Object.entries(body.paths as Record<string, object>)
      .filter(([path]) => path.startsWith('/api/v1/platform/'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path.replace('/api/v1', '')}`))
      .filter((call) => /^(post|put|patch|delete) /.test(call));
    expect(calls.sort()).toEqual(Object.keys(CHANGES).sort());
  });

  const cases = Object.entries(CHANGES).flatMap(([call, all]) => all.map(({ act, events }) => ({ call, act, events })));
  it.each(cases)('is in the audit log as theirs: $call leaves $events', async ({ act, events }) => {
    const organization = await world.organization();
    expect((await act(organization)).status).toBeLessThan(300);
    const { rows } = await world.database.admin.query<{ action: string; actor_id: string; actor_name: string }>(
      `select action, actor_id, actor_name from audit_event
       where organization_id = $1 and actor_kind = 'superadmin' order by action`,
      [organization.id],
    );
    expect(rows).toEqual(events.map((action) => ({ action, actor_id: superadmin.userId, actor_name: 'Operator' })));
  });

  it('names the old and the new owner', async () => {
    const organization = await world.organization();
    const newcomer = await world.person('Newcomer');
    const before = (await organization.owner.get(`${organization.path}/members`)).body.data[0].id;
    await remove(organization);
    await post(organization, 'restore', { ownerUserId: newcomer.userId });
    const { data } = (await newcomer.get(`${organization.path}/audit-events?action=organization.ownership_transferred`))
      .body;
    const after = (await newcomer.get(`${organization.path}/members?role=owner`)).body.data[0].id;
    expect(data).toMatchObject([{ target: { id: after }, changes: { owner: { from: before, to: after } } }]);
  });
});
