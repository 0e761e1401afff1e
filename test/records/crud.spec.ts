import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const KINDS = {
  leads: { create: { name: 'Katherine Johnson', company: 'Orbit' }, change: { status: 'contacted' } },
  deals: { create: { name: 'Licence', amount: { amount: 12_345 } }, change: { stage: 'closed_won' } },
  campaigns: { create: { name: 'Spring' }, change: { status: 'paused' } },
  sequences: { create: { name: 'Three emails', steps: [{ wait: 2 }] }, change: { steps: [] } },
  calls: { create: { direction: 'outbound', durationSeconds: 90 }, change: { outcome: 'Asked for an offer' } },
  automations: { create: { name: 'Tell', trigger: 'lead.updated', actions: [] }, change: { enabled: false } },
  integrations: {
    create: { name: 'Mail', provider: 'mailgun', settings: { key: 'secret-key-of-mailgun' } },
    change: { name: 'Post' },
  },
} as const;

describe.each(Object.entries(KINDS))('%s', (kind, { create, change }) => {
  it('are created, read, listed, changed with their version, and deleted', async () => {
    const { owner, path } = await world.organization();
    const list = `${path}/${kind}`;
    const created = await owner.post(list, create);
    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBe('"1"');
    const { settings: _secret, ...visible } = create as Record<string, unknown>;
    expect(created.body).toMatchObject({ ...visible, version: 1 });
    const one = `${list}/${created.body.id}`;
    expect((await owner.get(one)).body).toEqual(created.body);
    expect((await owner.get(list)).body).toEqual({ data: [created.body], nextCursor: null });

    const changed = await owner.call('PATCH', one, { body: change, headers: { 'if-match': '"1"' } });
    expect(changed).toMatchObject({ status: 200, body: { ...change, version: 2 } });
    const stale = await owner.call('PATCH', one, { body: change, headers: { 'if-match': '"1"' } });
    expect(stale).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
    expect((await owner.patch(one, change)).body.version).toBe(2);

    expect((await owner.delete(one)).status).toBe(204);
    expect(await owner.get(one)).toMatchObject({ status: 404, body: { code: `${kind.slice(0, -1)}-not-found` } });
    const actions = (await owner.get(`${path}/audit-events`)).body.data.map(({ action }: { action: string }) => action);
    const thing = kind.slice(0, -1);
    expect(actions.slice(0, 3)).toEqual([`${thing}.deleted`, `${thing}.updated`, `${thing}.created`]);
  });
});

describe('an owned record', () => {
  it('belongs to its creator unless someone else is named, and remembers the last owner', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const member = await world.member(organization, 'member');
    const viewer = await world.member(organization, 'viewer');
    const { body } = await member.post(`${path}/leads`, { name: 'Lead' });
    expect(body).toMatchObject({ ownerId: member.membershipId, previousOwnerId: null });
    expect(await owner.patch(`${path}/leads/${body.id}`, { ownerId: viewer.membershipId })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/ownerId' }] },
    });
    expect((await owner.patch(`${path}/leads/${body.id}`, { ownerId: null })).body).toMatchObject({
      ownerId: null,
      previousOwnerId: member.membershipId,
    });
    expect(await member.patch(`${path}/leads/${body.id}`, { ownerId: member.membershipId })).toMatchObject({
      status: 403,
      body: { requiredPermission: 'records:reassign' },
    });
    expect(
      (await owner.get(`${path}/leads?ownerId=none&previousOwnerId=${member.membershipId}`)).body.data,
    ).toHaveLength(1);
    expect((await owner.get(`${path}/leads?ownerId=${member.membershipId}`)).body.data).toHaveLength(0);
  });
});
