import { World } from '../support/world.js';
import { KINDS, OWNED, pointersOf, thingOf } from './support/kinds.js';

let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let admin: Awaited<ReturnType<World['member']>>;
let member: Awaited<ReturnType<World['member']>>;
let other: Awaited<ReturnType<World['member']>>;
let viewer: Awaited<ReturnType<World['member']>>;
let removed: Awaited<ReturnType<World['member']>>;
let stranger: string;
beforeAll(async () => {
  world = await World.start();
  organization = await world.organization();
  [admin, member, other, viewer, removed] = await Promise.all([
    world.member(organization, 'admin'),
    world.member(organization, 'member'),
    world.member(organization, 'member'),
    world.member(organization, 'viewer'),
    world.member(organization, 'member'),
  ]);
  await organization.owner.delete(`${organization.path}/members/${removed.membershipId}`);
  const foreign = await world.organization();
  stranger = (await foreign.owner.get(`${foreign.path}/members`)).body.data[0].id as string;
});
afterAll(() => world.stop());

describe.each(OWNED)('the owner of %s', (kind) => {
  const { minimal } = KINDS[kind];
  const list = () => `${organization.path}/${kind}`;

  it('is the creator, or anyone whom they name, also without records:reassign; or no one', async () => {
    for (const [given, ownerId] of [
      [{}, member.membershipId],
      [{ ownerId: other.membershipId }, other.membershipId],
      [{ ownerId: other.membershipId.toUpperCase() }, other.membershipId],
      [{ ownerId: null }, null],
    ] as const) {
      const created = await member.post(list(), { ...minimal, ...given });
      expect(created).toMatchObject({ status: 201, body: { ownerId, previousOwnerId: null } });
    }
  });

  it('is never a viewer, a removed member or one of another organization', async () => {
    const { body } = await member.post(list(), minimal);
    for (const ownerId of [viewer.membershipId, removed.membershipId, stranger]) {
      const answers = [
        await admin.post(list(), { ...minimal, ownerId }),
        await member.patch(`${list()}/${body.id}`, { ownerId }),
      ];
      for (const answer of answers) expect([answer.status, pointersOf(answer)]).toEqual([422, ['/ownerId']]);
    }
  });

  it('may give it away, and is remembered; who gets it may hand it on', async () => {
    const { body } = await member.post(list(), minimal);
    const one = `${list()}/${body.id}`;
    expect(await member.patch(one, { ownerId: other.membershipId })).toMatchObject({
      status: 200,
      body: { ownerId: other.membershipId, previousOwnerId: member.membershipId, version: 2 },
    });
    expect((await other.patch(one, { ownerId: null })).body).toMatchObject({
      ownerId: null,
      previousOwnerId: other.membershipId,
    });
    // Unassigned since: the last owner before stays who it was.
    expect((await admin.patch(one, { ownerId: admin.membershipId })).body).toMatchObject({
      ownerId: admin.membershipId,
      previousOwnerId: other.membershipId,
    });
  });

  it("stays, where it is another's or no one's, unless one may reassign; the rest may be changed", async () => {
    const theirs = (await other.post(list(), minimal)).body;
    const unowned = (await other.post(list(), { ...minimal, ownerId: null })).body;
    for (const { id, ownerId } of [theirs, unowned]) {
      const refused = await member.patch(`${list()}/${id}`, { ownerId: member.membershipId, name: 'Taken' });
      expect(refused).toMatchObject({
        status: 403,
        body: { code: 'permission-denied', requiredPermission: 'records:reassign' },
      });
      expect((await member.patch(`${list()}/${id}`, { ownerId, name: 'Changed' })).body).toMatchObject({
        name: 'Changed',
        ownerId,
        version: 2,
      });
      expect((await admin.patch(`${list()}/${id}`, { ownerId: member.membershipId })).status).toBe(200);
    }
  });

  it('is unassigned when an API key made it, which then needs records:reassign like everyone', async () => {
    const keyOf = async (role: string) =>
      world.bearer((await organization.owner.post(`${organization.path}/api-keys`, { name: role, role })).body.key);
    const plain = await keyOf('member');
    const { status, body } = await plain.post(list(), minimal);
    expect([status, body.ownerId]).toEqual([201, null]);
    const named = await plain.post(list(), { ...minimal, ownerId: member.membershipId });
    expect(named.body.ownerId).toBe(member.membershipId);
    const one = `${list()}/${body.id}`;
    expect((await plain.patch(one, { ownerId: member.membershipId })).status).toBe(403);
    expect((await (await keyOf('admin')).patch(one, { ownerId: member.membershipId })).status).toBe(200);
  });

  it('changes in the audit log with both names of the property', async () => {
    const { body } = await member.post(list(), minimal);
    await member.patch(`${list()}/${body.id}`, { ownerId: other.membershipId });
    const [event] = (await organization.owner.get(`${organization.path}/audit-events?limit=1`)).body.data;
    expect(event).toMatchObject({
      action: `${thingOf(kind)}.updated`,
      actor: { kind: 'member', id: member.membershipId },
      target: { kind: 'record', id: body.id, name: minimal.name },
      changes: {
        ownerId: { from: member.membershipId, to: other.membershipId },
        previousOwnerId: { from: null, to: member.membershipId },
      },
    });
  });
});
