import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Acme = Awaited<ReturnType<World['organization']>>;

const invite = async ({ owner, path }: Acme, email: string | null, role = 'member'): Promise<string> => {
  const { status, text, body } = await owner.post(`${path}/invitations`, { email, role });
  if (status !== 201) throw new Error(text);
  return body.id as string;
};
const addAddress = (userId: string | null, email: string) =>
  world.database.admin.query('insert into user_email (email, user_id, is_primary) values ($1, $2, false)', [
    email,
    userId,
  ]);

describe('the invitations to one’s own addresses', () => {
  it('are the open ones from every organization to every verified address, newest first', async () => {
    const me = await world.person('Invitee');
    await addAddress(me.userId, 'second-address@example.com');
    const [one, two, three] = [await world.organization(), await world.organization(), await world.organization()];
    const ids = [
      await invite(one, me.email),
      await invite(two, 'second-address@example.com', 'admin'),
      await invite(three, me.email, 'viewer'),
    ];
    const revoked = await world.organization();
    await revoked.owner.delete(`${revoked.path}/invitations/${await invite(revoked, me.email)}`);
    await invite(await world.organization(), 'somebody-else@example.com');
    const { body } = await me.get('/me/invitations');
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([...ids].reverse());
    expect(body.data[1]).toMatchObject({
      organization: { name: 'Acme Sales', logoUrl: null },
      inviterName: 'Owner',
      role: 'admin',
      email: 'second-address@example.com',
      status: 'pending',
    });
    expect(JSON.stringify(body)).not.toContain('token');
    const pages: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = (await me.get(`/me/invitations?limit=1${query}`)).body;
      pages.push(...page.data.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor as string | null;
    } while (cursor !== null);
    expect(pages).toEqual([...ids].reverse());
    await world.database.admin.query(`update invitation set expires_at = clock_timestamp() where id = $1`, [ids[0]]);
    expect((await me.get('/me/invitations')).body.data).toHaveLength(2);
  });

  it('are accepted by id, and a second time without harm, with the role of now', async () => {
    const acme = await world.organization();
    const me = await world.person('Invitee');
    const id = await invite(acme, me.email);
    const accepted = await me.post(`/me/invitations/${id}/accept`);
    expect(accepted).toMatchObject({ status: 200, body: { organizationId: acme.id, role: 'member' } });
    expect((await me.post(`/me/invitations/${id}/accept`)).body).toEqual(accepted.body);
    const { membershipId } = accepted.body;
    await acme.owner.patch(`${acme.path}/members/${membershipId}`, { role: 'admin' });
    expect((await me.post(`/me/invitations/${id}/accept`)).body).toMatchObject({ membershipId, role: 'admin' });
    expect((await me.get('/me/invitations')).body.data).toEqual([]);
    expect((await acme.owner.get(`${acme.path}/seats`)).body).toMatchObject({ used: 2, pending: 0 });
  });

  it('are declined by id: the seat is free, and nothing is accepted any more', async () => {
    const acme = await world.organization();
    const me = await world.person('Invitee');
    const id = await invite(acme, me.email);
    const token = await world.tokenFor(me.email ?? '');
    expect(await me.post(`/me/invitations/${id}/decline`)).toMatchObject({ status: 200, body: { status: 'declined' } });
    expect((await acme.owner.get(`${acme.path}/seats`)).body).toMatchObject({ used: 1, pending: 0 });
    for (const path of [
      `/me/invitations/${id}/decline`,
      `/me/invitations/${id}/accept`,
      `/invitations/${token}/accept`,
    ]) {
      expect(await me.post(path)).toMatchObject({ status: 410, body: { code: 'invitation-declined' } });
    }
    expect((await acme.owner.get(`${acme.path}/invitations`)).body.data).toMatchObject([{ id, status: 'declined' }]);
    expect((await acme.owner.get(`${acme.path}/audit-events?action=invitation.declined`)).body.data).toHaveLength(1);
    await invite(acme, me.email);
  });

  it('are visible to no one else: an id of another is not found', async () => {
    const acme = await world.organization();
    const id = await invite(acme, 'the-invited@example.com');
    for (const caller of [await world.person('Other'), acme.owner]) {
      for (const path of [
        `/me/invitations/${id}/accept`,
        `/me/invitations/${id}/decline`,
        '/me/invitations/x/accept',
      ]) {
        expect(await caller.post(path)).toMatchObject({ status: 404, body: { code: 'invitation-not-found' } });
      }
    }
    expect((await acme.owner.get(`${acme.path}/invitations`)).body.data).toMatchObject([{ status: 'pending' }]);
  });

  it('wait for someone who has no account yet', async () => {
    const acme = await world.organization();
    await invite(acme, 'later@example.com', 'viewer');
    const later = await world.person('Later', 'later@example.com');
    const { data } = (await later.get('/me/invitations')).body;
    expect(await later.post(`/me/invitations/${data[0].id}/accept`)).toMatchObject({
      status: 200,
      body: { role: 'viewer' },
    });
    expect((await later.get('/me')).body).toMatchObject({ activeOrganizationId: acme.id });
  });

  it('do not make someone a member twice who has joined by another address', async () => {
    const acme = await world.organization();
    const me = await world.member(acme, 'member');
    const id = await invite(acme, 'mine-too@example.com');
    await addAddress(me.userId, 'mine-too@example.com');
    expect(await me.post(`/me/invitations/${id}/accept`)).toMatchObject({
      status: 409,
      body: { code: 'already-a-member' },
    });
    expect((await acme.owner.post(`${acme.path}/invitations/${id}/resend`)).body.code).toBe('already-a-member');
    expect((await acme.owner.get(`${acme.path}/members`)).body.data).toHaveLength(2);
  });
});
