import type { Client } from '../support/client.js';
import { World } from '../support/world.js';
import { KIND_NAMES, KINDS, thingOf, type Kind } from './support/kinds.js';

let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let foreign: Awaited<ReturnType<World['organization']>>;
let people: Readonly<Record<'owner' | 'admin' | 'member' | 'viewer', Client>>;
beforeAll(async () => {
  world = await World.start();
  [organization, foreign] = [await world.organization(), await world.organization()];
  people = {
    owner: organization.owner,
    admin: await world.member(organization, 'admin'),
    member: await world.member(organization, 'member'),
    viewer: await world.member(organization, 'viewer'),
  };
});
afterAll(() => world.stop());

/** The permissions of the contract's matrix: to see, and to create, change and delete. */
const PERMISSIONS: Readonly<Record<Kind, readonly [view: string, edit: string]>> = {
  leads: ['records:view', 'records:edit'],
  deals: ['records:view', 'records:edit'],
  campaigns: ['records:view', 'campaigns:manage'],
  sequences: ['records:view', 'campaigns:manage'],
  calls: ['records:view', 'calls:make'],
  automations: ['automations:manage', 'automations:manage'],
  integrations: ['integrations:manage', 'integrations:manage'],
};
const ROLES: Readonly<Record<string, readonly string[]>> = {
  'records:view': ['owner', 'admin', 'member', 'viewer'],
  'records:edit': ['owner', 'admin', 'member'],
  'campaigns:manage': ['owner', 'admin', 'member'],
  'calls:make': ['owner', 'admin', 'member'],
  'automations:manage': ['owner', 'admin'],
  'integrations:manage': ['owner', 'admin'],
};

describe.each(KIND_NAMES)('%s', (kind) => {
  const { create, change } = KINDS[kind];
  const [view, edit] = PERMISSIONS[kind];
  const list = () => `${organization.path}/${kind}`;
  const make = async () => (await people.owner.post(list(), create)).body as { id: string };

  it.each(['owner', 'admin', 'member', 'viewer'] as const)('are open to the %s as the matrix says', async (role) => {
    const { id } = await make();
    const client = people[role];
    const answers = [
      [view, await client.get(list())],
      [view, await client.get(`${list()}/${id}`)],
      [edit, await client.post(list(), create)],
      [edit, await client.patch(`${list()}/${id}`, change)],
      [edit, await client.delete(`${list()}/${id}`)],
    ] as const;
    for (const [permission, { status, body }] of answers) {
      if (ROLES[permission]?.includes(role)) expect(status).toBeLessThan(300);
      else expect([status, body.requiredPermission]).toEqual([403, permission]);
    }
  });

  it('of another organization are not there, by any call', async () => {
    const { id } = await make();
    const code = `${thingOf(kind)}-not-found`;
    for (const wrong of [id, 'abc', '019ab970-ffff-7fff-bfff-ffffffffffff']) {
      const one = `${foreign.path}/${kind}/${wrong}`;
      expect(await foreign.owner.get(one)).toMatchObject({ status: 404, body: { code } });
      expect(await foreign.owner.patch(one, change)).toMatchObject({ status: 404, body: { code } });
      expect(await foreign.owner.delete(one)).toMatchObject({ status: 404, body: { code } });
    }
    expect((await foreign.owner.get(`${foreign.path}/${kind}`)).body.data).toEqual([]);
    for (const answer of [await foreign.owner.get(list()), await foreign.owner.get(`${list()}/${id}`)]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    }
    expect((await people.owner.get(`${list()}/${id}`)).status).toBe(200);
  });

  it('are held to the version that was seen, when they are changed and when they are deleted', async () => {
    const { id } = await make();
    const one = `${list()}/${id}`;
    const send = (method: string, match: string, body?: object) =>
      people.owner.call(method, one, { ...(body ? { body } : {}), headers: { 'If-Match': match } });
    const read = await people.owner.get(one);
    expect(read.headers.get('etag')).toBe('"1"');
    for (const stale of ['"2"', 'W/"2"', '1', '']) {
      for (const answer of [await send('PATCH', stale, change), await send('DELETE', stale)]) {
        expect(answer).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
      }
    }
    expect((await people.owner.get(one)).body).toEqual(read.body);
    const changed = await send('PATCH', '"1"', change);
    expect([changed.status, changed.body.version, changed.headers.get('etag')]).toEqual([200, 2, '"2"']);
    expect(Date.parse(changed.body.updatedAt)).toBeGreaterThanOrEqual(Date.parse(read.body.updatedAt));
    expect(changed.body.createdAt).toBe(read.body.createdAt);
    // One of several who have seen the same version.
    const racers = await Promise.all([1, 2, 3].map(() => send('PATCH', '"2"', { ...change, ...rename(kind) })));
    expect(racers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect((await send('DELETE', '"9", "3"')).status).toBe(204);
    expect((await people.owner.delete(one)).status).toBe(404);
  });

  it('are created once per idempotency key', async () => {
    const headers = { 'Idempotency-Key': `create-${kind}` };
    const answers = [
      await people.owner.post(list(), create, headers),
      await people.owner.post(list(), create, headers),
    ];
    const [first, second] = answers;
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(second?.body).toEqual(first?.body);
    expect(second?.headers.get('idempotent-replayed')).toBe('true');
    expect(second?.headers.get('etag')).toBe('"1"');
    const other = await people.owner.post(list(), { ...create, ...rename(kind) }, headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('leave an audit event of every change, with what it was and what it became', async () => {
    const { id } = await make();
    const one = `${list()}/${id}`;
    await people.owner.patch(one, change);
    // A change that changes nothing is none.
    await people.owner.patch(one, change);
    await people.owner.delete(one);
    const { body } = await people.owner.get(`${organization.path}/audit-events?limit=3`);
    const [deleted, updated, created] = body.data;
    const thing = thingOf(kind);
    expect([deleted.action, updated.action, created.action]).toEqual([
      `${thing}.deleted`,
      `${thing}.updated`,
      `${thing}.created`,
    ]);
    for (const event of body.data) expect(event.target).toMatchObject({ kind: 'record', id });
    const [property = '', value] = Object.entries(change)[0] ?? [];
    expect(updated.changes).toEqual({ [property]: { from: created.changes[property]?.to ?? null, to: value } });
    expect(deleted.changes[property]).toEqual({ from: value, to: null });
    expect(JSON.stringify(body)).not.toContain('"secret"');
  });
});

function rename(kind: Kind): object {
  return kind === 'calls' ? { outcome: 'Another' } : { name: 'Another' };
}
