import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start({ RATE_LIMITS: '' });
});
afterAll(() => world.stop());

describe('the main job', () => {
  it('goes from signing in to a colleague who joins, changes role and is removed', async () => {
    const ada = await world.person('Ada Lovelace', 'ada@example.com');
    const grace = await world.person('Grace Hopper', 'grace@example.com');

    const created = await ada.post('/organizations', { name: 'Acme Sales', timezone: 'Europe/Berlin' });
    expect(created).toMatchObject({
      status: 201,
      body: { name: 'Acme Sales', slug: 'acme-sales', plan: 'free', role: 'owner' },
    });
    const path = `/organizations/${created.body.id}`;

    const full = await ada.post(`${path}/invitations`, { email: 'grace@example.com', role: 'member' });
    expect(full).toMatchObject({
      status: 409,
      body: { code: 'seat-limit-reached', seatsUsed: 1, seatLimit: 1, plan: 'free' },
    });

    const upgraded = await ada.put(`${path}/billing/plan`, { plan: 'starter' });
    expect(upgraded).toMatchObject({ status: 200, body: { plan: 'starter', seats: { used: 1, limit: 3 } } });

    const invited = await ada.post(`${path}/invitations`, { email: 'Grace@Example.com', role: 'member' });
    expect(invited).toMatchObject({
      status: 201,
      body: { email: 'grace@example.com', role: 'member', status: 'pending', invitedBy: { name: 'Ada Lovelace' } },
    });
    expect(Date.parse(invited.body.expiresAt) - Date.parse(invited.body.createdAt)).toBe(7 * 86_400_000);
    expect(JSON.stringify(invited.body)).not.toContain('token');

    const mail = await world.mailTo('grace@example.com');
    const token = await world.tokenFor('grace@example.com');
    expect(mail.html).toContain(`/invitations/${token}`);
    expect(mail.subject).toBe('Ada Lovelace invited you to join Acme Sales');

    const preview = await world.anonymous.get(`/invitations/${token}`);
    expect(preview).toMatchObject({
      status: 200,
      body: {
        organization: { name: 'Acme Sales', logoUrl: null },
        inviterName: 'Ada Lovelace',
        role: 'member',
        email: 'g…e@example.com',
        status: 'pending',
      },
    });
    expect(preview.headers.get('referrer-policy')).toBe('no-referrer');
    expect(preview.headers.get('cache-control')).toBe('no-store');

    const eve = await world.person('Eve');
    expect(await eve.post(`/invitations/${token}/accept`)).toMatchObject({
      status: 403,
      body: { code: 'invitation-for-another-email' },
    });
    const accepted = await grace.post(`/invitations/${token}/accept`);
    expect(accepted).toMatchObject({ status: 200, body: { organizationId: created.body.id, role: 'member' } });
    expect((await grace.post(`/invitations/${token}/accept`)).body).toEqual(accepted.body);
    const { membershipId } = accepted.body;

    const members = await grace.get(`${path}/members`);
    expect(members.body).toMatchObject({
      data: [
        { name: 'Ada Lovelace', role: 'owner', status: 'active', email: 'ada@example.com' },
        { id: membershipId, name: 'Grace Hopper', role: 'member', status: 'active' },
      ],
      nextCursor: null,
    });
    for (const { lastActiveAt } of members.body.data) {
      expect(Math.abs(Date.now() - Date.parse(lastActiveAt))).toBeLessThan(60_000);
    }
    expect((await ada.get(`${path}/seats`)).body).toEqual({
      used: 2,
      pending: 0,
      limit: 3,
      plan: 'starter',
      over: false,
    });

    expect(await grace.get(`${path}/seats`)).toMatchObject({ status: 403, body: { requiredPermission: 'seats:view' } });
    expect((await ada.patch(`${path}/members/${membershipId}`, { role: 'admin' })).body).toMatchObject({
      role: 'admin',
    });
    expect((await grace.get(`${path}/seats`)).status).toBe(200);

    const removed = await ada.delete(`${path}/members/${membershipId}`);
    expect(removed).toMatchObject({ status: 202, body: { membershipId } });
    expect(await grace.get(`${path}/members`)).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    expect(await grace.post(`/invitations/${token}/accept`)).toMatchObject({
      status: 410,
      body: { code: 'invitation-used' },
    });
    expect((await ada.get(`${path}/members?status=removed`)).body.data).toMatchObject([
      { id: membershipId, status: 'removed' },
    ]);

    const actions = (await ada.get(`${path}/audit-events`)).body.data.map(({ action }: { action: string }) => action);
    expect(actions).toEqual([
      'member.removed',
      'member.role_changed',
      'invitation.accepted',
      'invitation.sent',
      'subscription.plan_changed',
      'organization.created',
    ]);
  });

  it('resends and revokes an invitation', async () => {
    const { owner, path } = await world.organization('starter');
    const { body } = await owner.post(`${path}/invitations`, { email: 'katherine@example.com', role: 'viewer' });
    const first = await world.tokenFor('katherine@example.com');
    expect(await owner.post(`${path}/invitations/${body.id}/resend`)).toMatchObject({
      status: 429,
      body: { code: 'resend-too-soon' },
    });
    await world.database.admin.query(`update invitation set last_sent_at = last_sent_at - interval '61 seconds'`);
    expect(await owner.post(`${path}/invitations/${body.id}/resend`)).toMatchObject({
      status: 200,
      body: { status: 'pending' },
    });
    await world.mailTo('katherine@example.com', 2);
    const second = await world.tokenFor('katherine@example.com');
    expect(second).not.toBe(first);
    expect((await world.anonymous.get(`/invitations/${first}`)).status).toBe(404);
    expect((await owner.delete(`${path}/invitations/${body.id}`)).status).toBe(204);
    expect((await world.anonymous.get(`/invitations/${second}`)).body).toMatchObject({ status: 'revoked' });
    expect((await owner.get(`${path}/seats`)).body).toMatchObject({ used: 1, pending: 0 });
  });

  it('lists all organizations of one who owns several', async () => {
    const owner = await world.person('Agency');
    const names = ['Zeta', 'Alpha', 'Midway'];
    for (const name of names) expect((await owner.post('/organizations', { name })).status).toBe(201);
    const sorted = [...names].sort();
    expect((await owner.get('/organizations')).body.data.map(({ name }: { name: string }) => name)).toEqual(sorted);
    expect((await owner.get('/me')).body.organizations.map(({ name }: { name: string }) => name)).toEqual(sorted);
  });
});
