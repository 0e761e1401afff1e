import type { Answer, Client } from '../support/client.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const transfer = (client: Client, path: string, membershipId: unknown): Promise<Answer> =>
  client.post(`${path}/ownership-transfer`, { membershipId });
const ownId = async (client: Client, path: string): Promise<string> =>
  (await client.get(`${path}/members`)).body.data.find(({ userId }: { userId: string }) => userId === client.userId).id;

describe('transferring the ownership', () => {
  it('makes an admin the owner and the owner an admin, with the next request', async () => {
    const acme = await world.organization();
    const { owner, path } = acme;
    const admin = await world.member(acme, 'admin');
    const previousOwnerMembershipId = await ownId(owner, path);
    expect(await transfer(owner, path, admin.membershipId)).toMatchObject({
      status: 200,
      body: { ownerMembershipId: admin.membershipId, previousOwnerMembershipId },
    });
    expect([(await owner.get(path)).body.role, (await admin.get(path)).body.role]).toEqual(['admin', 'owner']);
    expect(await owner.get(`${path}/billing`)).toMatchObject({
      status: 403,
      body: { requiredPermission: 'billing:manage' },
    });
    expect((await admin.get(`${path}/billing`)).status).toBe(200);
    const { rows } = await world.database.admin.query(
      'select owner_membership_id from organization where organization_id = $1',
      [acme.id],
    );
    expect(rows).toEqual([{ owner_membership_id: admin.membershipId }]);
    expect((await admin.get(`${path}/audit-events?action=organization.ownership_transferred`)).body.data).toMatchObject(
      [
        {
          actor: { kind: 'member', id: previousOwnerMembershipId },
          target: { kind: 'member', id: admin.membershipId },
          changes: { owner: { from: previousOwnerMembershipId, to: admin.membershipId } },
        },
      ],
    );
    // The old owner is an admin like any other: they may leave now, and be given the ownership back.
    expect((await transfer(admin, path, previousOwnerMembershipId)).status).toBe(200);
    expect((await owner.get(path)).body.role).toBe('owner');
  });

  it('goes to an active admin only, and never to oneself', async () => {
    const acme = await world.organization();
    const { owner, path } = acme;
    const newOwners = [
      (await world.member(acme, 'member')).membershipId,
      (await world.member(acme, 'viewer')).membershipId,
      await ownId(owner, path),
    ];
    const removedAdmin = await world.member(acme, 'admin');
    await owner.delete(`${path}/members/${removedAdmin.membershipId}`);
    for (const newOwner of [...newOwners, removedAdmin.membershipId]) {
      expect(await transfer(owner, path, newOwner)).toMatchObject({
        status: 409,
        body: { code: 'new-owner-must-be-admin' },
      });
    }
    expect((await owner.get(path)).body.role).toBe('owner');
  });

  it('names a membership of this very organization', async () => {
    const [acme, other] = [await world.organization(), await world.organization()];
    const foreign = await world.member(other, 'admin');
    for (const newOwner of [foreign.membershipId, acme.id, 'unknown', null, 7, undefined]) {
      expect(await transfer(acme.owner, acme.path, newOwner)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/membershipId' }] },
      });
    }
    const extra = { membershipId: foreign.membershipId, force: true };
    expect((await acme.owner.post(`${acme.path}/ownership-transfer`, extra)).body.errors).toMatchObject([
      { pointer: '/force' },
    ]);
  });

  it('is the owner’s alone', async () => {
    const acme = await world.organization();
    const { owner, path } = acme;
    const admin = await world.member(acme, 'admin');
    const key = (await owner.post(`${path}/api-keys`, { name: 'Key', role: 'admin' })).body.key as string;
    const others = [admin, await world.member(acme, 'member'), await world.member(acme, 'viewer'), world.bearer(key)];
    for (const client of others) {
      expect(await transfer(client, path, admin.membershipId)).toMatchObject({
        status: 403,
        body: { code: 'permission-denied', requiredPermission: 'ownership:transfer' },
      });
    }
    expect((await transfer(await world.person('Stranger'), path, admin.membershipId)).status).toBe(404);
  });

  it('is what leaving takes for the owner', async () => {
    const acme = await world.organization();
    const { owner, path } = acme;
    const admin = await world.member(acme, 'admin');
    const mine = await ownId(owner, path);
    expect((await owner.delete(`${path}/members/${mine}`)).body.code).toBe('owner-cannot-leave');
    expect((await admin.delete(`${path}/members/${mine}`)).body.code).toBe('owner-cannot-leave');
    expect((await admin.patch(`${path}/members/${mine}`, { role: 'viewer' })).body.code).toBe('owner-role-is-fixed');
    await transfer(owner, path, admin.membershipId);
    expect((await owner.delete(`${path}/members/${mine}`)).status).toBe(202);
    expect((await owner.get(path)).status).toBe(404);
  });

  it('is done once under one Idempotency-Key', async () => {
    const acme = await world.organization();
    const admin = await world.member(acme, 'admin');
    const body = { membershipId: admin.membershipId };
    const once = () => acme.owner.post(`${acme.path}/ownership-transfer`, body, { 'idempotency-key': 'hand-over' });
    const first = await once();
    expect(first.status).toBe(200);
    // By now an admin, they may not transfer anything any more, and the authorization query says so before the record is looked at.
    expect((await once()).status).toBe(403);
    expect((await admin.get(acme.path)).body.role).toBe('owner');
  });

  it('lets one of several win that go to different new owners at once', async () => {
    const acme = await world.organization();
    const newOwners = [
      await world.member(acme, 'admin'),
      await world.member(acme, 'admin'),
      await world.member(acme, 'admin'),
    ];
    const answers = await Promise.all(
      newOwners.map((newOwner) => transfer(acme.owner, acme.path, newOwner.membershipId)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
  });
});
