import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const ROLES = ['admin', 'member', 'viewer'] as const;

/** An admin who has invited one of each role, by themselves and by an API key of theirs. */
async function inviter() {
  const organization = await world.organization();
  const { owner, path } = organization;
  const admin = await world.member(organization, 'admin');
  const { id: keyId, key } = (await admin.post(`${path}/api-keys`, { name: 'Inviting', role: 'admin' })).body;
  const tag = admin.membershipId.slice(-8);
  for (const role of ROLES) {
    await admin.post(`${path}/invitations`, { email: `${role}-${tag}@example.com`, role });
    await world.bearer(key).post(`${path}/invitations`, { email: `${role}.key-${tag}@example.com`, role });
  }
  await owner.post(`${path}/invitations`, { email: `owners-${tag}@example.com`, role: 'admin' });
  /** The pending invitations, without the tag of this organization. */
  const open = async (): Promise<string[]> =>
    (await owner.get(`${path}/invitations?status=pending`)).body.data
      .map(({ email }: { email: string }) => email.split(`-${tag}`)[0])
      .sort();
  const seats = async () => (await owner.get(`${path}/seats`)).body as { used: number; pending: number };
  const revokedInLog = async (): Promise<number> =>
    (await owner.get(`${path}/audit-events?action=invitation.revoked`)).body.data.length as number;
  return {
    organization,
    owner,
    path,
    admin,
    keyId: keyId as string,
    key: key as string,
    tag,
    open,
    seats,
    revokedInLog,
  };
}

const ALL_OF_THEIRS = ['admin', 'admin.key', 'member', 'member.key', 'viewer', 'viewer.key'];

describe('the pending invitations of someone who may not invite any more', () => {
  it('are counted by the removal preview', async () => {
    const { owner, path, admin } = await inviter();
    // The last use of a key is written a moment after it.
    const preview = await waitFor('the last use of the key', async () => {
      const answer = await owner.get(`${path}/members/${admin.membershipId}/removal-preview`);
      return answer.body.apiKeys[0].lastUsedAt === null ? null : answer;
    });
    expect(preview.body).toEqual({
      records: { leads: 0, deals: 0, campaigns: 0, sequences: 0 },
      openPipeline: [],
      scheduledCampaigns: 0,
      conversations: 0,
      openInvitations: 6,
      apiKeys: [{ id: expect.any(String), name: 'Inviting', lastUsedAt: expect.anything() }],
      automations: 0,
      integrations: 0,
      seatsAfter: { used: 2, limit: null },
    });
  });

  it.each([
    ['is removed', '', ['owners']],
    ['is removed, keepInvitations=false', '?keepInvitations=false', ['owners']],
    [
      'is removed, keepInvitations=true keeps those for members and viewers',
      '?keepInvitations=true',
      ['member', 'member.key', 'owners', 'viewer', 'viewer.key'],
    ],
    [
      'is removed, with keepApiKeys=true the key keeps its own',
      '?keepApiKeys=true',
      ['admin.key', 'member.key', 'owners', 'viewer.key'],
    ],
  ])('who %s', async (_what, query, left) => {
    const { owner, path, admin, open, seats, tag, revokedInLog } = await inviter();
    expect(await open()).toEqual([...ALL_OF_THEIRS, 'owners'].sort());
    expect((await owner.delete(`${path}/members/${admin.membershipId}${query}`)).status).toBe(202);
    expect(await open()).toEqual(left);
    expect(await seats()).toMatchObject({ used: left.length + 1, pending: left.length });
    expect(await revokedInLog()).toBe(7 - left.length);
    if (left.includes('admin.key')) return;
    // The address that they invited as an admin before they went.
    const second = await world.person('Second', `admin-${tag}@example.com`);
    const token = await world.tokenFor(`admin-${tag}@example.com`);
    expect(await second.post(`/invitations/${token}/accept`)).toMatchObject({
      status: 410,
      body: { code: 'invitation-revoked' },
    });
  });

  it('who leaves', async () => {
    const { path, admin, open } = await inviter();
    expect((await admin.delete(`${path}/members/${admin.membershipId}`)).status).toBe(202);
    expect(await open()).toEqual(['owners']);
  });

  it.each(['member', 'viewer'])('who becomes %s', async (role) => {
    const { owner, path, admin, open, seats, key } = await inviter();
    expect((await owner.patch(`${path}/members/${admin.membershipId}`, { role })).status).toBe(200);
    expect(await open()).toEqual(['owners']);
    expect(await seats()).toMatchObject({ used: 3, pending: 1 });
    expect((await world.bearer(key).get(path)).status).toBe(401);
  });

  it('which is an API key that is revoked: those to admin only, since keys are replaced as a matter of course', async () => {
    const { owner, path, keyId, open } = await inviter();
    expect((await owner.delete(`${path}/api-keys/${keyId}`)).status).toBe(204);
    expect(await open()).toEqual(['admin', 'member', 'member.key', 'owners', 'viewer', 'viewer.key']);
  });

  it('whose key was revoked or had expired before they were removed', async () => {
    const { owner, path, admin, keyId, open } = await inviter();
    await world.database.admin.query(`update api_key set expires_at = now() where id = $1`, [keyId]);
    await owner.delete(`${path}/members/${admin.membershipId}?keepApiKeys=true`);
    expect(await open()).toEqual(['owners']);
  });

  it('are not those of others, nor those that have ended already', async () => {
    const { owner, path, admin, tag, revokedInLog } = await inviter();
    const viewer = await world.person('Viewer', `viewer-${tag}@example.com`);
    await viewer.post(`/invitations/${await world.tokenFor(`viewer-${tag}@example.com`)}/accept`);
    await owner.delete(`${path}/members/${admin.membershipId}`);
    expect((await viewer.get(path)).status).toBe(200);
    expect(await revokedInLog()).toBe(5);
    const accepted = (await owner.get(`${path}/invitations?status=accepted`)).body.data as { email: string }[];
    expect(accepted.map(({ email }) => email)).toContain(`viewer-${tag}@example.com`);
  });
});

describe('what a member who leaves cannot choose', () => {
  it.each(['keepApiKeys', 'keepInvitations'])(
    '%s is refused to them, and everything stays as it was',
    async (option) => {
      const { organization, owner, path, admin, key, open } = await inviter();
      const self = `${path}/members/${admin.membershipId}?${option}=true`;
      expect(await admin.delete(self)).toMatchObject({ status: 403, body: { code: 'permission-denied' } });
      // Nor by an API key that they made.
      expect((await world.bearer(key).delete(self)).status).toBe(403);
      expect((await admin.get(path)).status).toBe(200);
      expect(await open()).toHaveLength(7);
      const member = await world.member(organization, 'member');
      const leaving = await member.delete(`${path}/members/${member.membershipId}?${option}=true`);
      expect(leaving).toMatchObject({ status: 403, body: { code: 'permission-denied' } });
      expect((await owner.get(`${path}/members/${member.membershipId}`)).body.status).toBe('active');
    },
  );

  it('keepApiKeys takes apikeys:manage, which no API key has', async () => {
    const { organization, owner, path } = await inviter();
    const { key } = (await owner.post(`${path}/api-keys`, { name: 'Removing', role: 'admin' })).body;
    const member = await world.member(organization, 'member');
    const one = `${path}/members/${member.membershipId}`;
    expect(await world.bearer(key).delete(`${one}?keepApiKeys=true`)).toMatchObject({
      status: 403,
      body: { code: 'permission-denied', requiredPermission: 'apikeys:manage' },
    });
    expect((await world.bearer(key).delete(`${one}?keepInvitations=true`)).status).toBe(202);
  });

  it('what another person kept is in the audit event', async () => {
    const { owner, path, admin } = await inviter();
    await owner.delete(`${path}/members/${admin.membershipId}?keepApiKeys=true&keepInvitations=true`);
    const [event] = (await owner.get(`${path}/audit-events?action=member.removed`)).body.data;
    expect(event.changes).toMatchObject({
      status: { from: 'active', to: 'removed' },
      keptApiKeys: { from: null, to: ['Inviting'] },
      keptInvitations: { from: null, to: 5 },
    });
  });
});
