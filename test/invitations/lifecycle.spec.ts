import type { Answer } from '../support/client.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Acme = Awaited<ReturnType<World['organization']>>;

const send = ({ owner, path }: Acme, email: string | null, role = 'member'): Promise<Answer> =>
  owner.post(`${path}/invitations`, { email, role });
const seats = async ({ owner, path }: Acme) => (await owner.get(`${path}/seats`)).body;
const sql = (text: string, values: unknown[]) => world.database.admin.query(text, values);
/** The seven days are over. */
const expire = async (id: string): Promise<void> => {
  await sql(`update invitation set expires_at = clock_timestamp() where id = $1`, [id]);
  await sql(`update seat set held_until = clock_timestamp() where holder_id = $1`, [id]);
};
/** A forced downgrade, as by a subscription that ended. */
const forcePlan = ({ id }: Acme, plan: string) =>
  sql('update subscription set plan = $2 where organization_id = $1', [id, plan]);

describe('an invitation whose seven days are over', () => {
  it('is expired everywhere, and its seat is free at that minute', async () => {
    const acme = await world.organization('starter');
    const me = await world.person('Late');
    const { id } = (await send(acme, me.email)).body;
    await send(acme, 'other@example.com');
    expect(await send(acme, 'third@example.com')).toMatchObject({ status: 409, body: { code: 'seat-limit-reached' } });
    const token = await world.tokenFor(me.email ?? '');
    await expire(id);
    expect(await seats(acme)).toMatchObject({ used: 2, pending: 1 });
    const { data } = (await acme.owner.get(`${acme.path}/invitations?status=expired`)).body;
    expect(data).toMatchObject([{ id, status: 'expired' }]);
    expect((await acme.owner.get(`${acme.path}/invitations?status=pending`)).body.data).toHaveLength(1);
    expect((await world.anonymous.get(`/invitations/${token}`)).body.status).toBe('expired');
    expect((await me.get('/me/invitations')).body.data).toEqual([]);
    for (const path of [`/invitations/${token}`, `/me/invitations/${id}`]) {
      for (const answer of ['accept', 'decline']) {
        expect(await me.post(`${path}/${answer}`)).toMatchObject({ status: 410, body: { code: 'invitation-expired' } });
      }
    }
    expect((await send(acme, 'third@example.com')).status).toBe(201);
  });

  it('comes back with a new link when it is sent again, on a free seat', async () => {
    const acme = await world.organization('starter');
    const me = await world.person('Again');
    const { id } = (await send(acme, me.email)).body;
    const old = await world.tokenFor(me.email ?? '');
    await expire(id);
    const others = [(await send(acme, 'a@example.com')).body, (await send(acme, 'b@example.com')).body];
    const resend = () => acme.owner.post(`${acme.path}/invitations/${id}/resend`);
    expect(await resend()).toMatchObject({ status: 409, body: { code: 'seat-limit-reached', seatsUsed: 3 } });
    await acme.owner.delete(`${acme.path}/invitations/${others[0].id}`);
    const resent = await resend();
    expect(resent).toMatchObject({ status: 200, body: { id, status: 'pending' } });
    expect(Date.parse(resent.body.expiresAt) - Date.parse(resent.body.lastSentAt)).toBe(7 * 86_400_000);
    expect(await seats(acme)).toMatchObject({ used: 3, pending: 2 });
    await world.mailTo(me.email ?? '', 2);
    expect((await me.post(`/invitations/${old}/accept`)).status).toBe(404);
    expect((await me.post(`/invitations/${await world.tokenFor(me.email ?? '')}/accept`)).status).toBe(200);
    expect(await seats(acme)).toMatchObject({ used: 3, pending: 1 });
  });

  it('stays expired when the address has another open one', async () => {
    const acme = await world.organization();
    const first = (await send(acme, 'twice@example.com')).body;
    await expire(first.id);
    expect((await send(acme, 'twice@example.com')).status).toBe(201);
    expect(await acme.owner.post(`${acme.path}/invitations/${first.id}/resend`)).toMatchObject({
      status: 409,
      body: { code: 'already-invited' },
    });
  });
});

describe('an organization with more seats taken than its plan has', () => {
  it('invites no one, sends nothing again and lets no one in, until it fits', async () => {
    const acme = await world.organization('pro');
    const me = await world.person('Waiting');
    const open = (await send(acme, me.email)).body;
    const rest = [(await send(acme, 'r1@example.com')).body, (await send(acme, 'r2@example.com')).body];
    const expired = (await send(acme, 'gone@example.com')).body;
    await expire(expired.id);
    await forcePlan(acme, 'starter');
    expect(await seats(acme)).toMatchObject({ used: 4, limit: 3, over: true });
    const attempts = [
      () => send(acme, 'new@example.com'),
      () => acme.owner.post(`${acme.path}/invitations/${open.id}/resend`),
      () => acme.owner.post(`${acme.path}/invitations/${expired.id}/resend`),
      () => me.post(`/me/invitations/${open.id}/accept`),
    ];
    for (const attempt of attempts) {
      expect(await attempt()).toMatchObject({
        status: 409,
        body: { code: 'seat-limit-reached', seatsUsed: 4, seatLimit: 3, plan: 'starter' },
      });
    }
    const bulk = await acme.owner.post(`${acme.path}/invitations/bulk`, {
      invitations: [{ email: 'new@example.com', role: 'member' }],
    });
    expect(bulk.body.results[0].problem.code).toBe('seat-limit-reached');
    await acme.owner.delete(`${acme.path}/invitations/${rest[0].id}`);
    expect((await me.post(`/me/invitations/${open.id}/accept`)).status).toBe(200);
    expect(await seats(acme)).toMatchObject({ used: 3, over: false });
  });
});

describe('answering an invitation', () => {
  it('is refused in the order of the contract', async () => {
    const acme = await world.organization();
    const me = await world.person('Me');
    const other = await world.person('Other');
    const { id } = (await send(acme, me.email)).body;
    const token = await world.tokenFor(me.email ?? '');
    const unknown = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    expect((await world.anonymous.post(`/invitations/${token}/accept`)).status).toBe(401);
    for (const wrong of [unknown, 'short', 'A'.repeat(64)]) {
      expect(await me.post(`/invitations/${wrong}/accept`)).toMatchObject({
        status: 404,
        body: { code: 'invitation-not-found' },
      });
    }
    await acme.owner.delete(`${acme.path}/invitations/${id}`);
    // Whose it is is checked before its status.
    expect(await other.post(`/invitations/${token}/accept`)).toMatchObject({
      status: 403,
      body: { code: 'invitation-for-another-email' },
    });
    expect(await me.post(`/invitations/${token}/accept`)).toMatchObject({
      status: 410,
      body: { code: 'invitation-revoked' },
    });
    expect((await me.post(`/invitations/${token}/accept`, { role: 'admin' })).status).toBe(422);
  });

  it('makes a new membership of someone who was removed, and nothing comes back', async () => {
    const acme = await world.organization();
    const me = await world.member(acme, 'admin');
    const { membershipId } = me;
    await me.post(`${acme.path}/api-keys`, { name: 'Key', role: 'admin' });
    await acme.owner.delete(`${acme.path}/members/${membershipId}`);
    const { id } = (await send(acme, me.email, 'viewer')).body;
    const accepted = (await me.post(`/me/invitations/${id}/accept`)).body;
    expect(accepted.membershipId).not.toBe(membershipId);
    expect((await me.get(acme.path)).body.role).toBe('viewer');
    expect((await acme.owner.get(`${acme.path}/api-keys`)).body.data).toEqual([]);
    const all = (await acme.owner.get(`${acme.path}/members?status=active,removed&sort=joinedAt`)).body.data;
    expect(all.map(({ id: one, status }: { id: string; status: string }) => [one, status]).slice(1)).toEqual([
      [membershipId, 'removed'],
      [accepted.membershipId, 'active'],
    ]);
  });
});
