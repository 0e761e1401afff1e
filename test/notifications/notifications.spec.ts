import { importCsv } from '../imports/support/csv.js';
import { replying } from '../mail/support/failing-smtp.js';
import { seedLeads, waitUntilFinished } from '../reassignment/support/runs.js';
import type { Client } from '../support/client.js';
import { startMailServer } from '../support/mail-server.js';
import { waitFor } from '../support/wait.js';
import { SUPERADMIN, World } from '../support/world.js';

type Organization = Awaited<ReturnType<World['organization']>>;

interface Notification {
  readonly id: string;
  readonly kind: string;
  readonly subject: { readonly id: string; readonly name: string | null };
  readonly person: { readonly membershipId: string; readonly name: string } | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly readAt: string | null;
}

interface List {
  readonly data: readonly Notification[];
  readonly nextCursor: string | null;
  readonly unread: number;
}

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

async function list(client: Client, { path }: Pick<Organization, 'path'>, query = ''): Promise<List> {
  return (await client.get(`${path}/notifications${query}`)).body as List;
}

const kinds = async (client: Client, organization: Organization): Promise<string[]> =>
  (await list(client, organization)).data.map(({ kind }) => kind);

/** The newest notification of this kind, once it is there. */
function newest(client: Client, organization: Organization, kind: string): Promise<Notification> {
  return waitFor(`a notification of ${kind}`, async () =>
    (await list(client, organization)).data.find((one) => one.kind === kind),
  );
}

describe('who is notified', () => {
  it('of a person who joined: the inviter, the owner and the admins, not the person', async () => {
    const acme = await world.organization();
    const [admin, member] = [await world.member(acme, 'admin'), await world.member(acme, 'member')];
    const grace = await world.member(acme, 'viewer', await world.person('Grace Hopper'));
    for (const person of [acme.owner, admin]) {
      const { data, unread } = await list(person, acme);
      expect(data[0]).toMatchObject({
        kind: 'member.joined',
        subject: { id: grace.membershipId, name: null },
        person: { membershipId: grace.membershipId, name: 'Grace Hopper' },
        facts: {},
        readAt: null,
      });
      expect(unread).toBe(data.length);
    }
    expect(await kinds(member, acme)).toEqual([]);
    expect(await kinds(grace, acme)).toEqual([]);
  });

  it('of a new role or owner: who has it, with the person who did it', async () => {
    const acme = await world.organization();
    const member = await world.member(acme, 'member');
    await acme.owner.patch(`${acme.path}/members/${member.membershipId}`, { role: 'admin' });
    const [notification] = (await list(member, acme)).data;
    expect(notification).toMatchObject({
      kind: 'member.role_changed',
      person: { name: 'Owner' },
      facts: { previousRole: 'member', role: 'admin' },
    });
    await acme.owner.post(`${acme.path}/ownership-transfer`, { membershipId: member.membershipId });
    expect((await list(member, acme)).data[0]).toMatchObject({
      kind: 'organization.ownership_transferred',
      person: { membershipId: member.membershipId },
    });
    expect(await kinds(acme.owner, acme)).not.toContain('organization.ownership_transferred');
    // What a member does to themselves is not told.
    await acme.owner.patch(`${acme.path}/members/${notification?.person?.membershipId ?? ''}`, { role: 'member' });
    expect(await kinds(acme.owner, acme)).not.toContain('member.role_changed');
  });

  it('of a transfer by the platform: the previous owner, too', async () => {
    const acme = await world.organization();
    const admin = await world.member(acme, 'admin');
    const superadmin = await world.person('Support', SUPERADMIN);
    await superadmin.post(`/platform${acme.path}/ownership-transfer`, { membershipId: admin.membershipId });
    for (const person of [acme.owner, admin]) {
      expect((await list(person, acme)).data[0]).toMatchObject({ kind: 'organization.ownership_transferred' });
    }
  });

  it('of the end of a reassignment: who started it, once; not of a removal that moved nothing', async () => {
    const acme = await world.organization();
    const [admin, from, to] = [
      await world.member(acme, 'admin'),
      await world.member(acme, 'member'),
      await world.member(acme, 'member'),
    ];
    await seedLeads(world, acme, from.membershipId, 3);
    const request = { from: from.membershipId, to: to.membershipId };
    const { body } = await admin.post(`${acme.path}/reassignments`, request);
    await waitUntilFinished(acme, body.id as string);
    expect((await list(admin, acme)).data[0]).toMatchObject({
      kind: 'reassignment.completed',
      subject: { id: body.id },
      facts: { done: 3, from: from.membershipId, to: to.membershipId },
    });
    expect(await kinds(acme.owner, acme)).not.toContain('reassignment.completed');
    const removal = await admin.delete(`${acme.path}/members/${from.membershipId}`);
    await waitUntilFinished(acme, removal.body.reassignmentId as string);
    expect((await kinds(admin, acme)).filter((kind) => kind === 'reassignment.completed')).toHaveLength(1);
  });

  it('of the end of an import: who started it, with the numbers', async () => {
    const acme = await world.organization();
    const member = await world.member(acme, 'member');
    const { id } = await importCsv(member, acme.path, 'leads', 'name\nAda\n"Bad\u0007name"\n');
    expect((await list(member, acme)).data[0]).toMatchObject({
      kind: 'import.completed',
      subject: { id },
      facts: { records: 'leads', done: 1, rejected: 1 },
    });
    expect(await kinds(acme.owner, acme)).not.toContain('import.completed');
  });

  it('of an invitation whose email was refused: who invited', async () => {
    const acme = await world.organization();
    const admin = await world.member(acme, 'admin');
    await world.smtp.stop();
    world.smtp = await startMailServer(replying(new Map([['no-such@example.com', [550]]]), []), world.smtp.port);
    const { body } = await admin.post(`${acme.path}/invitations`, { email: 'no-such@example.com', role: 'viewer' });
    expect(await newest(admin, acme, 'invitation.email_failed')).toMatchObject({
      subject: { id: body.id, name: 'no-such@example.com' },
    });
    expect(await kinds(acme.owner, acme)).not.toContain('invitation.email_failed');
    await world.smtp.stop();
    world.smtp = await startMailServer({}, world.smtp.port);
  });

  it('of an API key that expires within seven days: owner and admins, once; not of one that expires later', async () => {
    const acme = await world.organization();
    const [admin, member] = [await world.member(acme, 'admin'), await world.member(acme, 'member')];
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const create = (name: string, days: number) =>
      admin.post(`${acme.path}/api-keys`, { name, role: 'viewer', expiresAt: inDays(days) });
    await create('Later', 8);
    const { body } = await create('Soon', 6);
    await world.runNow('expiring-api-keys');
    for (const person of [acme.owner, admin]) {
      expect(await newest(person, acme, 'api_key.expires_soon')).toMatchObject({
        subject: { id: body.id, name: 'Soon' },
        facts: { expiresAt: body.expiresAt },
      });
    }
    // The run of the second key comes a day later; it is made due.
    const { rows } = await world.database.admin.query<{ due_at: Date }>(
      `update due_work set due_at = now() where kind = 'expiring-api-keys' and organization_id = $1 returning due_at`,
      [acme.id],
    );
    expect(rows).toHaveLength(1);
    await world.runNow('expiring-api-keys');
    await waitFor('the next run', async () => {
      const { rowCount } = await world.database.admin.query(
        `select 1 from due_work where kind = 'expiring-api-keys' and organization_id = $1 and due_at > now()`,
        [acme.id],
      );
      return rowCount === 1;
    });
    expect((await kinds(admin, acme)).filter((kind) => kind === 'api_key.expires_soon')).toHaveLength(1);
    expect(await kinds(member, acme)).toEqual([]);
  });
});

describe('the list', () => {
  it('has pages, newest first, and the number of unread ones of all pages', async () => {
    const acme = await world.organization();
    for (let count = 0; count < 3; count += 1) await world.member(acme, 'viewer');
    const first = await list(acme.owner, acme, '?limit=2');
    expect([first.data.length, first.unread]).toEqual([2, 3]);
    const second = await list(acme.owner, acme, `?limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([second.data.length, second.nextCursor]).toEqual([1, null]);
    const times = [...first.data, ...second.data].map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('marks single ones as read, and all until a time', async () => {
    const acme = await world.organization();
    for (let count = 0; count < 3; count += 1) await world.member(acme, 'viewer');
    const { data } = await list(acme.owner, acme);
    const path = `${acme.path}/notifications/read`;
    expect((await acme.owner.post(path, { ids: [data[1]?.id] })).body).toEqual({ unread: 2 });
    expect((await list(acme.owner, acme, '?unread=true')).data.map(({ id }) => id)).toEqual([data[0]?.id, data[2]?.id]);
    await world.member(acme, 'viewer');
    expect((await acme.owner.post(path, { until: data[0]?.createdAt })).body).toEqual({ unread: 1 });
    expect((await acme.owner.post(path, { until: data[0]?.createdAt })).body).toEqual({ unread: 1 });
    expect((await acme.owner.post(path, {})).status).toBe(422);
    expect((await acme.owner.post(path, { ids: ['x'] })).status).toBe(422);
  });

  it('contains only one’s own, and only while the membership lasts', async () => {
    const [acme, beta] = [await world.organization(), await world.organization()];
    const member = await world.member(acme, 'member');
    await acme.owner.patch(`${acme.path}/members/${member.membershipId}`, { role: 'admin' });
    const [own] = (await list(member, acme)).data;
    // Another person, or the same organization’s owner, cannot mark it.
    for (const [client, path] of [
      [acme.owner, acme.path],
      [beta.owner, beta.path],
    ] as const)
      await client.post(`${path}/notifications/read`, { ids: [own?.id] });
    expect((await list(member, acme)).unread).toBe(1);
    expect((await member.get(`${beta.path}/notifications`)).status).toBe(404);

    await acme.owner.delete(`${acme.path}/members/${member.membershipId}`);
    expect((await member.get(`${acme.path}/notifications`)).status).toBe(404);
    const { body } = await acme.owner.post(`${acme.path}/invitations`, { email: member.email, role: 'admin' });
    await member.post(`/me/invitations/${body.id as string}/accept`);
    expect(await list(member, acme)).toEqual({ data: [], nextCursor: null, unread: 0 });
  });

  it('is emptied of what is older than 90 days', async () => {
    const acme = await world.organization();
    for (let count = 0; count < 2; count += 1) await world.member(acme, 'viewer');
    const [newer, older] = (await list(acme.owner, acme)).data;
    await world.database.admin.query(
      `update notification set created_at = created_at - interval '91 days' where organization_id = $1 and id = $2`,
      [acme.id, older?.id],
    );
    await world.database.admin.query(
      `update due_work set due_at = now() where kind = 'old-notifications' and organization_id = $1`,
      [acme.id],
    );
    await world.runNow('old-notifications');
    await waitFor(
      'the deletion',
      async () => (await list(acme.owner, acme)).data.map(({ id }) => id).join() === newer?.id,
    );
  });
});
