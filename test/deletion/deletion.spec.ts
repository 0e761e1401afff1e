import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const DELETE = (path: string, name = 'Acme Sales') => `${path}?confirmName=${encodeURIComponent(name)}`;

describe('deleting an organization', () => {
  it('wants the name, exactly', async () => {
    const { owner, path } = await world.organization();
    for (const bad of [path, DELETE(path, ''), DELETE(path, 'acme sales'), DELETE(path, 'Other')]) {
      expect(await owner.delete(bad)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/confirmName' }] } });
    }
    expect((await owner.get(path)).status).toBe(200);
  });

  it('is for the owner alone', async () => {
    const organization = await world.organization();
    for (const role of ['admin', 'member', 'viewer'] as const) {
      const member = await world.member(organization, role);
      expect(await member.delete(DELETE(organization.path))).toMatchObject({
        status: 403,
        body: { requiredPermission: 'organization:delete' },
      });
    }
  });

  it('is in force at once for everyone, for links and for keys', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const admin = await world.member(organization, 'admin');
    await owner.post(`${path}/invitations`, { email: 'late@example.com', role: 'member' });
    const token = await world.tokenFor('late@example.com');
    const { key } = (await owner.post(`${path}/api-keys`, { name: 'Import', role: 'viewer' })).body;

    expect((await owner.delete(DELETE(path))).status).toBe(204);

    expect((await admin.get(`${path}/members`)).status).toBe(404);
    expect((await owner.get(path)).status).toBe(404);
    expect((await world.bearer(key).get(`${path}/members`)).status).toBe(401);
    expect((await world.anonymous.get(`/invitations/${token}`)).body).toMatchObject({ status: 'revoked' });
    const late = await world.person('Late', 'late@example.com');
    expect(await late.post(`/invitations/${token}/accept`)).toMatchObject({
      status: 410,
      body: { code: 'invitation-revoked' },
    });
    expect((await owner.get('/me')).body.organizations).toEqual([]);
    expect((await owner.get('/organizations')).body.data).toEqual([]);
    expect((await late.get('/me/invitations')).body.data).toEqual([]);
  });
});

describe('restoring an organization', () => {
  it('brings it back on Free, over its seats if need be, for its owner only', async () => {
    const organization = await world.organization('pro');
    const { owner, path, id } = organization;
    const admin = await world.member(organization, 'admin');
    await owner.delete(DELETE(path));

    const [deleted] = (await owner.get('/organizations?deleted=true')).body.data;
    expect(deleted).toMatchObject({ id, name: 'Acme Sales', role: 'owner' });
    expect(Date.parse(deleted.purgeAt) - Date.parse(deleted.deletedAt)).toBe(30 * 86_400_000);
    expect((await admin.get('/organizations?deleted=true')).body.data).toEqual([]);

    expect((await admin.post(`${path}/restore`)).status).toBe(404);
    expect(await owner.post(`${path}/restore`)).toMatchObject({
      status: 200,
      body: { id, plan: 'free', role: 'owner' },
    });
    expect((await owner.get(`${path}/seats`)).body).toMatchObject({ used: 2, limit: 1, over: true });
    expect((await admin.get(`${path}/members`)).status).toBe(200);
    expect(await owner.post(`${path}/restore`)).toMatchObject({
      status: 409,
      body: { code: 'organization-not-deleted' },
    });
    expect(await admin.post(`${path}/restore`)).toMatchObject({ status: 403 });
  });

  it('ends after thirty days', async () => {
    const { owner, path, id } = await world.organization();
    await owner.delete(DELETE(path));
    await world.database.admin.query(
      `update organization set deleted_at = deleted_at - interval '30 days' where organization_id = $1`,
      [id],
    );
    expect((await owner.post(`${path}/restore`)).status).toBe(404);
    expect((await owner.get('/organizations?deleted=true')).body.data).toEqual([]);
  });
});

describe('organizations on Free', () => {
  it('that are deleted count among the ten of their owner until they are purged', async () => {
    const owner = await world.person('Farmer');
    const ids: string[] = [];
    const found = () => owner.post('/organizations', { name: 'Acme Sales' });
    for (let number = 0; number < 10; number += 1) {
      const { status, body } = await found();
      expect(status).toBe(201);
      ids.push(body.id as string);
      expect((await owner.delete(DELETE(`/organizations/${body.id}`))).status).toBe(204);
    }
    expect(await found()).toMatchObject({ status: 409, body: { code: 'free-organization-limit-reached' } });
    // One that was on a paid plan comes back on Free, too, so it counts as well.
    await world.database.admin.query(`update subscription set plan = 'pro' where organization_id = $1`, [ids[0]]);
    expect((await found()).status).toBe(409);
    // A restore is never refused, and leaves no place for another.
    for (const id of ids) expect((await owner.post(`/organizations/${id}/restore`)).status).toBe(200);
    expect((await found()).status).toBe(409);
    expect((await owner.get('/organizations')).body.data).toHaveLength(10);
    const { rows } = await world.database.admin.query<{ granted: number }>(
      `select sum(e.credits)::int as granted from credit_entry e join membership m using (organization_id)
       where m.user_id = $1 and e.kind = 'grant'`,
      [owner.userId],
    );
    expect(rows).toEqual([{ granted: 500 }]);
    expect((await owner.put(`/organizations/${ids[1]}/billing/plan`, { plan: 'starter' })).status).toBe(200);
    expect((await found()).status).toBe(201);
  });
});
