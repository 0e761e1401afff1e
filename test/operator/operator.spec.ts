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
  it('does not exist for everybody else', async () => {
    const { owner, id } = await world.organization();
    for (const path of ['/platform/organizations', `/platform/organizations/${id}`, '/platform/users']) {
      expect(await owner.get(path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect((await world.nobody.get(path)).status).toBe(401);
    }
  });

  it('finds organizations by name, slug, owner and id, and users by name and address', async () => {
    const owner = await world.person('Zora Neale', 'zora@needle.example');
    const { id } = (await owner.post('/organizations', { name: 'Needle 100%' })).body;
    for (const q of ['needle 100%', 'needle-100', 'zora@needle', id]) {
      const { body } = await superadmin.get(`/platform/organizations?q=${encodeURIComponent(q)}`);
      expect(body.data).toMatchObject([{ id, plan: 'free', members: 1, owner: { name: 'Zora Neale' } }]);
    }
    expect((await superadmin.get('/platform/organizations?q=100%25x')).body.data).toEqual([]);
    expect((await superadmin.get('/platform/users?q=zora%40needle')).body.data).toMatchObject([
      { id: owner.userId, name: 'Zora Neale', emails: ['zora@needle.example'] },
    ]);
  });

  it('reads an organization and its members without being one', async () => {
    const organization = await world.organization();
    const viewer = await world.member(organization, 'viewer');
    const path = `/platform/organizations/${organization.id}`;
    expect((await superadmin.get(path)).body).toMatchObject({ id: organization.id, members: 2, deletedAt: null });
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
