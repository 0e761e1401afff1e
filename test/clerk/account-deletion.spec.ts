import type { Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { ClerkWorld, clerkUser } from './support/clerk-world.js';

const ADMIN = 'user_admin';

let clerk: ClerkWorld;
beforeAll(async () => {
  clerk = await ClerkWorld.start({ PLATFORM_ADMIN_USER_IDS: ADMIN });
});
afterAll(() => clerk.stop());

interface Organization {
  readonly id: string;
  readonly path: string;
  readonly owner: Client & { clerkId: string };
}

async function organization(): Promise<Organization> {
  const owner = await clerk.person(clerkUser({ name: 'Olga Owner' }));
  return { ...(await clerk.world.organization('enterprise', owner)), owner };
}

async function join(acme: Organization, role: 'admin' | 'member' | 'viewer', name = 'Mona Member') {
  const person = await clerk.person(clerkUser({ name }));
  return Object.assign(await clerk.world.member(acme, role, person), { clerkId: person.clerkId });
}

interface MembershipRow {
  readonly user_id: string;
  readonly role: string;
  readonly status: string;
}

async function membershipsOf(id: string): Promise<MembershipRow[]> {
  const { rows } = await clerk.world.database.admin.query<MembershipRow>(
    'select user_id, role, status from membership where organization_id = $1 order by joined_at',
    [id],
  );
  return rows;
}

const owners = async (id: string) =>
  (await membershipsOf(id)).filter(({ role, status }) => role === 'owner' && status === 'active');

/** Deletes the user at Clerk, and waits until all that follows is done. */
async function deleteAccount(clerkId: string): Promise<void> {
  expect(await clerk.deleted(clerkId)).toMatchObject({ status: 200 });
  await waitFor('the memberships to end', async () => {
    const { rows } = await clerk.world.database.admin.query(
      `select 1 from membership m join user_account u using (user_id) where u.clerk_id = $1 and m.status = 'active'`,
      [clerkId],
    );
    return rows.length === 0;
  });
}

const auditOf = async (acme: Organization, as: Client) =>
  (await as.get(`${acme.path}/audit-events`)).body.data as { action: string; actor: object; target: object }[];

describe('a member whose account was deleted at Clerk', () => {
  it('is out with the next request and leaves as by a removal, in every organization of theirs', async () => {
    const [acme, globex] = [await organization(), await organization()];
    const mona = await join(acme, 'member');
    clerk.world.smtp.received.length = 0;
    await clerk.world.member(globex, 'admin', mona);
    const key = await mona.post(`${globex.path}/api-keys`, { name: 'CRM', role: 'member' });
    expect(key).toMatchObject({ status: 201 });
    const chat = await mona.post(`${acme.path}/conversations`, { title: 'Chat' });
    const before = (await acme.owner.get(`${acme.path}/seats`)).body.used as number;
    const calls = clerk.api.calls.length;

    expect(await clerk.deleted(mona.clerkId)).toMatchObject({ status: 200 });
    for (const path of ['/me', acme.path, globex.path, `${acme.path}/members`]) {
      expect(await mona.get(path)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    }
    await deleteAccount(mona.clerkId);

    const archive = await acme.owner.get(`${acme.path}/conversations?archived=true`);
    expect(archive.body.data).toMatchObject([{ id: chat.body.id, archivedAt: expect.any(String) }]);
    for (const { path, owner } of [acme, globex]) {
      const removed = await owner.get(`${path}/members?status=removed`);
      expect(removed.body.data).toMatchObject([
        { userId: mona.userId, name: 'Deleted user', email: '', status: 'removed' },
      ]);
      const reassignments = await owner.get(`${path}/reassignments`);
      expect(reassignments.body.data).toMatchObject([{ to: null, requestedBy: { kind: 'system' } }]);
    }
    expect(await acme.owner.get(`${acme.path}/seats`)).toMatchObject({ body: { used: before - 1 } });
    // People keep their last known name in the log.
    expect((await auditOf(acme, acme.owner))[0]).toMatchObject({
      action: 'member.removed',
      actor: { kind: 'system' },
      target: { kind: 'member', name: 'Mona Member' },
    });
    const service = (token: string) => fetch(`${mona.baseUrl}/api/v1${globex.path}`, bearer(token));
    expect((await service(key.body.key as string)).status).toBe(401);
    // Nothing was asked of Clerk, let alone changed there.
    expect(clerk.api.calls.length).toBe(calls);
  });

  it('leaves no pending invitation that they or their API key sent', async () => {
    const acme = await organization();
    const mona = await join(acme, 'admin');
    const { key } = (await mona.post(`${acme.path}/api-keys`, { name: 'CRM', role: 'admin' })).body;
    const second = { email: 'second.of.mona@example.com', role: 'admin' };
    await mona.post(`${acme.path}/invitations`, second);
    await clerk.world
      .bearer(key as string)
      .post(`${acme.path}/invitations`, { email: 'third@example.com', role: 'viewer' });
    await acme.owner.post(`${acme.path}/invitations`, { email: 'other@example.com', role: 'viewer' });
    await deleteAccount(mona.clerkId);
    const open = (await acme.owner.get(`${acme.path}/invitations?status=pending`)).body.data;
    expect(open).toMatchObject([{ email: 'other@example.com' }]);
    expect((await acme.owner.get(`${acme.path}/seats`)).body).toMatchObject({ used: 2, pending: 1 });
  });

  it('frees their address for someone else, who inherits nothing', async () => {
    const acme = await organization();
    const mona = await join(acme, 'member');
    await deleteAccount(mona.clerkId);
    const next = await clerk.person(clerkUser({ emails: [mona.email ?? ''] }));
    expect(next.userId).not.toBe(mona.userId);
    expect(await next.get('/me')).toMatchObject({ body: { email: mona.email, organizations: [] } });
    expect(await next.get(acme.path)).toMatchObject({ status: 404 });
  });

  it('cannot slip in while the account is being deleted', async () => {
    const acme = await organization();
    for (let round = 0; round < 5; round++) {
      const person = await clerk.person();
      await acme.owner.post(`${acme.path}/invitations`, { email: person.email, role: 'member' });
      const token = await clerk.world.tokenFor(person.email ?? '');
      const [accepted] = await Promise.all([
        person.post(`/invitations/${token}/accept`),
        clerk.deleted(person.clerkId),
      ]);
      expect([200, 401]).toContain(accepted.status);
      await deleteAccount(person.clerkId);
    }
    expect((await membershipsOf(acme.id)).filter(({ status }) => status === 'active')).toHaveLength(1);
  });
});

describe('an owner whose account was deleted at Clerk', () => {
  it('is followed by the admin who joined first, though members were there before', async () => {
    const acme = await organization();
    await join(acme, 'member');
    const first = await join(acme, 'admin', 'Ada Admin');
    await join(acme, 'admin');
    await deleteAccount(acme.owner.clerkId);
    expect(await owners(acme.id)).toMatchObject([{ user_id: first.userId }]);
    expect(await first.get(acme.path)).toMatchObject({ status: 200, body: { role: 'owner' } });
    expect(await first.delete(`${acme.path}/members/${first.membershipId}`)).toMatchObject({ status: 409 });
    const [removal, transfer] = await auditOf(acme, first);
    expect(removal).toMatchObject({ action: 'member.removed', target: { name: 'Olga Owner' } });
    expect(transfer).toMatchObject({
      action: 'organization.ownership_transferred',
      actor: { kind: 'system' },
      target: { kind: 'member', name: 'Ada Admin' },
    });
  });

  it('is followed by the member who joined first where there is no admin, never by a viewer', async () => {
    const acme = await organization();
    await join(acme, 'viewer');
    const first = await join(acme, 'member');
    await join(acme, 'member');
    await deleteAccount(acme.owner.clerkId);
    expect(await owners(acme.id)).toMatchObject([{ user_id: first.userId }]);
  });

  it('is not followed by someone who is gone as well', async () => {
    const acme = await organization();
    const deletedAdmin = await join(acme, 'admin');
    const next = await join(acme, 'admin');
    await Promise.all([deleteAccount(deletedAdmin.clerkId), deleteAccount(acme.owner.clerkId)]);
    expect(await owners(acme.id)).toMatchObject([{ user_id: next.userId }]);
  });

  it('leaves exactly one owner while roles change and all of the new owners are deleted at once', async () => {
    const acme = await organization();
    const newOwners = [await join(acme, 'admin'), await join(acme, 'admin'), await join(acme, 'admin')];
    const changingMember = await join(acme, 'member');
    const remainingAdmin = await join(acme, 'admin');
    const roles = ['admin', 'viewer', 'admin', 'member', 'admin', 'viewer'];
    await Promise.all([
      ...[acme.owner, ...newOwners].map(({ clerkId }) => deleteAccount(clerkId)),
      ...roles.map((role) => remainingAdmin.patch(`${acme.path}/members/${changingMember.membershipId}`, { role })),
    ]);
    const [owner, ...more] = await owners(acme.id);
    expect(more).toEqual([]);
    expect([changingMember.userId, remainingAdmin.userId]).toContain(owner?.user_id);
    expect(await remainingAdmin.get(acme.path)).toMatchObject({ status: 200 });
  });

  it.each(['viewers are', 'no one is'])('takes the organization along where only %s left', async (who) => {
    const acme = await organization();
    const viewer = who === 'no one is' ? null : await join(acme, 'viewer');
    await acme.owner.post(`${acme.path}/invitations`, { email: 'invited@example.com', role: 'admin' });
    const token = await clerk.world.tokenFor('invited@example.com');
    await deleteAccount(acme.owner.clerkId);
    const { rows } = await clerk.world.database.admin.query(
      'select deleted_at is not null as deleted, owner_membership_id from organization where organization_id = $1',
      [acme.id],
    );
    expect(rows).toEqual([{ deleted: true, owner_membership_id: null }]);
    if (viewer)
      expect(await viewer.get(acme.path)).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    const { rows: actions } = await clerk.world.database.admin.query<{ action: string }>(
      `select action from audit_event where organization_id = $1 and actor_kind = 'system' order by at, id`,
      [acme.id],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'member.removed',
      'invitation.revoked',
      'organization.deleted',
    ]);
    expect((await clerk.world.anonymous.get(`/invitations/${token}`)).body.status).toBe('revoked');
    const { rows: seats } = await clerk.world.database.admin.query(
      `select 1 from seat where organization_id = $1 and kind = 'invitation'`,
      [acme.id],
    );
    expect(seats).toEqual([]);
    clerk.world.smtp.received.length = 0;
  });
});

describe('an organization without anyone who could own it', () => {
  it('is restored by a superadmin who names an owner, who must be alive', async () => {
    const acme = await organization();
    const viewer = await join(acme, 'viewer');
    await deleteAccount(acme.owner.clerkId);
    const superadmin = await clerk.person(clerkUser({ id: ADMIN }));
    const restore = (ownerUserId?: string | null) =>
      superadmin.post(`/platform/organizations/${acme.id}/restore`, ownerUserId ? { ownerUserId } : {});
    expect(await restore()).toMatchObject({ status: 422, body: { errors: [{ pointer: '/ownerUserId' }] } });
    expect(await restore(acme.owner.userId)).toMatchObject({ status: 422 });
    const restored = await restore(viewer.userId);
    expect(restored.text).toContain('Acme Sales');
    expect(await viewer.get(acme.path)).toMatchObject({ status: 200, body: { role: 'owner' } });
    expect(await owners(acme.id)).toMatchObject([{ user_id: viewer.userId }]);
  });
});

describe('an owner who had deleted the organization before their account was', () => {
  it('leaves it, deleted, to the admin, who alone can restore it', async () => {
    const acme = await organization();
    const [admin, member] = [await join(acme, 'admin'), await join(acme, 'member')];
    expect(await acme.owner.delete(`${acme.path}?confirmName=Acme%20Sales`)).toMatchObject({ status: 204 });
    await deleteAccount(acme.owner.clerkId);
    expect(await admin.get(acme.path)).toMatchObject({ status: 404 });
    expect(await member.post(`${acme.path}/restore`)).toMatchObject({ status: 404 });
    expect((await admin.post(`${acme.path}/restore`)).status).toBeLessThan(300);
    expect(await admin.get(acme.path)).toMatchObject({ status: 200, body: { role: 'owner' } });
    const removed = await admin.get(`${acme.path}/members?status=removed`);
    expect(removed.body.data).toMatchObject([{ name: 'Deleted user' }]);
  });
});

describe('a removal from an organization', () => {
  it('leaves the account alone, here and at Clerk', async () => {
    const acme = await organization();
    const mona = await join(acme, 'member');
    const calls = clerk.api.calls.length;
    expect(await acme.owner.delete(`${acme.path}/members/${mona.membershipId}`)).toMatchObject({ status: 202 });
    expect(await mona.get(acme.path)).toMatchObject({ status: 404 });
    expect(await mona.get('/me')).toMatchObject({ status: 200, body: { name: 'Mona Member', email: mona.email } });
    expect(clerk.api.calls.length).toBe(calls);
  });
});

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
