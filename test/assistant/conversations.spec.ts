import type { Client } from '../support/client.js';
import { World } from '../support/world.js';
import {
  balanceOf,
  createConversation,
  storeExchange,
  summarizeMessages,
  type OrganizationRef,
} from './support/chat.js';

type Member = Client & { membershipId: string };

let world: World;
let organization: OrganizationRef;
let foreign: OrganizationRef;
let admin: Member;
let member: Member;
beforeAll(async () => {
  // Without a model: everything but its answers works.
  world = await World.start();
  [organization, foreign] = [await world.organization(), await world.organization()];
  admin = await world.member(organization, 'admin');
  member = await world.member(organization, 'member');
});
afterAll(() => world.stop());

const conversations = (query = '') => `${organization.path}/conversations${query}`;
const idOf = (messages: string) => messages.split('/').at(-2) ?? '';
const idsOf = async (client: Client, query = '') =>
  ((await client.get(conversations(query))).body.data as { id: string }[]).map(({ id }) => id);
const remove = ({ membershipId }: Member) => organization.owner.delete(`${organization.path}/members/${membershipId}`);
const reinstate = ({ membershipId }: Member) =>
  organization.owner.post(`${organization.path}/members/${membershipId}/reinstate`);

/** Someone with a conversation in which something was said. */
async function talker(): Promise<{ leaver: Member; messages: string }> {
  const leaver = await world.member(organization, 'member');
  const messages = await createConversation(leaver, organization, 'Before I go');
  await storeExchange(world, organization.id, idOf(messages));
  return { leaver, messages };
}

describe('a conversation', () => {
  it('is found by its title, in the archive also by the name of its member, as every search compares', async () => {
    const leaver = await world.member(organization, 'member', await world.person('Zoë Straße'));
    const { body } = await leaver.post(conversations(), { title: 'Größe des Teams' });
    expect(await idsOf(leaver, '?q=GROSSE')).toEqual([body.id]);
    expect(await idsOf(leaver, '?q=Pipeline')).toEqual([]);
    expect(await idsOf(leaver, '?q=zoe')).toEqual([]);
    await remove(leaver);
    for (const q of ['grosse', 'ZOE', 'strasse']) {
      expect(await idsOf(admin, `?archived=true&q=${q}`)).toEqual([body.id]);
    }
  });

  it('begins with a title or without', async () => {
    const titled = await member.post(conversations(), { title: '  Pipeline  ' });
    expect([titled.status, titled.body]).toEqual([
      201,
      {
        id: expect.any(String),
        title: 'Pipeline',
        ownerId: member.membershipId,
        createdAt: expect.stringMatching(/Z$/),
        archivedAt: null,
      },
    ]);
    for (const body of [{}, { title: null }, undefined]) {
      expect((await member.post(conversations(), body)).body).toMatchObject({ title: null });
    }
    for (const title of ['', ' ', 'x'.repeat(201), 7, 'a\u202eb']) {
      const { status, body } = await member.post(conversations(), { title });
      expect([status, body.errors[0].pointer]).toEqual([422, '/title']);
    }
  });

  it('is listed to the person who began it, newest first, page by page', async () => {
    const someone = await world.member(organization, 'member');
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift(idOf(await createConversation(someone, organization, `Chat ${n}`)));
    expect(await idsOf(someone)).toEqual(ids);
    const first = await someone.get(conversations('?limit=2'));
    await createConversation(someone, organization, 'Meanwhile');
    const second = await someone.get(conversations(`?limit=3&cursor=${first.body.nextCursor as string}`));
    expect([...first.body.data, ...second.body.data].map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(second.body.nextCursor).toBeNull();
    const elsewhere = await organization.owner.get(
      conversations(`?archived=true&cursor=${first.body.nextCursor as string}`),
    );
    expect([elsewhere.status, elsewhere.body.errors[0].pointer]).toEqual([422, '/cursor']);
  });

  it('is visible to no one else, not even to the owner, while its owner is a member', async () => {
    const messages = await createConversation(member, organization);
    await storeExchange(world, organization.id, idOf(messages));
    expect(await summarizeMessages(member, messages)).toEqual([
      'user completed 0 Hello',
      'assistant completed 1 Good morning.',
    ]);
    for (const client of [organization.owner, admin]) {
      expect(await idsOf(client)).not.toContain(idOf(messages));
      expect(await idsOf(client, '?archived=true')).not.toContain(idOf(messages));
      for (const answer of [await client.get(messages), await client.post(messages, { content: 'Hello' })]) {
        expect([answer.status, answer.body.code]).toEqual([404, 'conversation-not-found']);
      }
    }
    const path = messages.replace(organization.id, foreign.id);
    for (const answer of [await foreign.owner.get(path), await foreign.owner.post(path, { content: 'Hello' })]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'conversation-not-found']);
    }
  });

  it('pages its messages, oldest first', async () => {
    const messages = await createConversation(member, organization);
    await storeExchange(world, organization.id, idOf(messages));
    const first = await member.get(`${messages}?limit=1`);
    const second = await member.get(`${messages}?limit=1&cursor=${first.body.nextCursor as string}`);
    expect([...first.body.data, ...second.body.data].map(({ role }: { role: string }) => role)).toEqual([
      'user',
      'assistant',
    ]);
    expect(second.body.nextCursor).toBeNull();
    expect((await member.get(await createConversation(member, organization))).body).toEqual({
      data: [],
      nextCursor: null,
    });
  });

  it('is for people who may use the assistant: no viewer, no key', async () => {
    const viewer = await world.member(organization, 'viewer');
    const { body } = await organization.owner.post(`${organization.path}/api-keys`, { name: 'Key', role: 'admin' });
    const messages = await createConversation(member, organization);
    for (const client of [viewer, world.bearer(body.key as string)]) {
      for (const answer of [
        await client.get(conversations()),
        await client.get(conversations('?archived=true')),
        await client.post(conversations(), {}),
        await client.get(messages),
        await client.post(messages, { content: 'Hello' }),
      ]) {
        expect([answer.status, answer.body.requiredPermission]).toEqual([403, 'assistant:use']);
      }
    }
  });

  it('has no assistant where none is configured: 503, and nothing is taken', async () => {
    const before = await balanceOf(organization);
    const messages = await createConversation(organization.owner, organization);
    const { status, body } = await organization.owner.post(messages, { content: 'Hello' });
    expect([status, body.code]).toEqual([503, 'assistant-not-configured']);
    // Also where there are too few credits: that is asked later.
    const poor = await world.organization('free');
    await world.database.admin.query(
      'update credit_entry set monthly = 1, monthly_after = 1 where organization_id = $1',
      [poor.id],
    );
    const theirs = await createConversation(poor.owner, poor);
    expect((await poor.owner.post(theirs, { content: 'Hello', tier: 'powerful' })).body.code).toBe(
      'assistant-not-configured',
    );
    expect([await balanceOf(organization), await summarizeMessages(organization.owner, messages)]).toEqual([
      before,
      [],
    ]);
  });
});

describe('the archive', () => {
  it('takes the conversations of anyone who is removed, in the same transaction, and deletes none', async () => {
    const { leaver, messages } = await talker();
    const preview = await organization.owner.get(`${organization.path}/members/${leaver.membershipId}/removal-preview`);
    expect(preview.body.conversations).toBe(1);
    expect((await remove(leaver)).status).toBe(202);
    const { rows } = await world.database.admin.query(
      `select c.xmin = e.xmin as together, c.archived_at = m.removed_at as at_once
       from conversation c join membership m on m.id = c.owner_id
       join audit_event e on e.organization_id = c.organization_id and e.action = 'member.removed' and e.target_id = m.id::text
       where c.id = $1`,
      [idOf(messages)],
    );
    // By its audit event, which is never written again: the membership is, with its last activity.
    expect(rows).toEqual([{ together: true, at_once: true }]);
    for (const client of [organization.owner, admin]) {
      const { body } = await client.get(conversations('?archived=true&limit=1'));
      expect(body.data).toMatchObject([
        { id: idOf(messages), title: 'Before I go', ownerId: leaver.membershipId, archivedAt: expect.any(String) },
      ]);
      expect(await summarizeMessages(client, messages)).toHaveLength(2);
      const { status, body: refused } = await client.post(messages, { content: 'Hello' });
      expect([status, refused.code]).toEqual([409, 'conversation-archived']);
    }
    expect(await idsOf(organization.owner)).not.toContain(idOf(messages));
    const after = await organization.owner.get(`${organization.path}/members/${leaver.membershipId}/removal-preview`);
    expect(after.body.conversations).toBe(0);
  });

  it('is closed to members and to other organizations', async () => {
    const { leaver, messages } = await talker();
    await remove(leaver);
    const { status, body } = await member.get(conversations('?archived=true'));
    expect([status, body.code, body.requiredPermission]).toEqual([403, 'permission-denied', 'members:manage']);
    expect((await member.get(messages)).body.code).toBe('conversation-not-found');
    expect((await leaver.get(messages)).body.code).toBe('organization-not-found');
    expect((await foreign.owner.get(`${foreign.path}/conversations?archived=true`)).body.data).toEqual([]);
    expect((await foreign.owner.get(messages.replace(organization.id, foreign.id))).body.code).toBe(
      'conversation-not-found',
    );
  });

  it('gives back on reinstatement what that removal took, and nothing else', async () => {
    const { leaver, messages } = await talker();
    // Archived at another time, by whatever: no removal of today brings it back.
    const older = await createConversation(leaver, organization);
    await world.database.admin.query(`update conversation set archived_at = now() - interval '1 year' where id = $1`, [
      idOf(older),
    ]);
    await remove(leaver);
    expect((await reinstate(leaver)).status).toBe(200);
    expect(await idsOf(leaver)).toEqual([idOf(messages)]);
    expect(await summarizeMessages(leaver, messages)).toHaveLength(2);
    expect((await organization.owner.get(messages)).status).toBe(404);
    expect(await idsOf(organization.owner, '?archived=true')).toContain(idOf(older));
  });

  it('is not for a new membership of the same person', async () => {
    const { leaver, messages } = await talker();
    await remove(leaver);
    world.smtp.received.length = 0;
    await world.member(organization, 'member', leaver);
    expect(await idsOf(leaver)).toEqual([]);
    expect((await leaver.get(messages)).status).toBe(404);
    expect(await idsOf(organization.owner, '?archived=true')).toContain(idOf(messages));
  });

  it('misses none that begins at the moment of the removal', async () => {
    const leaver = await world.member(organization, 'member');
    const begun = Promise.all(Array.from({ length: 30 }, () => leaver.post(conversations(), {})));
    const removal = remove(leaver);
    const statuses = new Set((await begun).map(({ status }) => status));
    expect((await removal).status).toBe(202);
    expect([...statuses].filter((status) => ![201, 404].includes(status))).toEqual([]);
    const { rows } = await world.database.admin.query(
      'select 1 from conversation where owner_id = $1 and archived_at is null',
      [leaver.membershipId],
    );
    expect(rows).toEqual([]);
  });
});
