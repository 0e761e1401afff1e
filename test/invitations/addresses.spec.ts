import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

describe('an invited address', () => {
  it.each([
    ['ADA@Example.COM', 'ada@example.com'],
    [' ada@example.com ', 'ada@example.com'],
    ['info@bücher.example', 'info@xn--bcher-kva.example'],
    ['INFO@XN--BCHER-KVA.example', 'info@xn--bcher-kva.example'],
  ])('%s is the same as %s', async (written, same) => {
    const { owner, path } = await world.organization();
    const invite = (email: string) => owner.post(`${path}/invitations`, { email, role: 'member' });
    expect(await invite(written)).toMatchObject({ status: 201, body: { email: same } });
    expect(await invite(same)).toMatchObject({ status: 409, body: { code: 'already-invited' } });
  });

  it.each([
    ['ada.lovelace@example.com', 'adalovelace@example.com'],
    ['ada+sales@example.com', 'ada@example.com'],
    ['\u0131da@example.com', 'ida@example.com'],
  ])('%s is another one than %s', async (one, other) => {
    const { owner, path } = await world.organization();
    for (const email of [one, other]) {
      const invited = await owner.post(`${path}/invitations`, { email, role: 'member' });
      expect(invited).toMatchObject({ status: 201, body: { email } });
      const existingUser = await world.person('Holder', email === one ? other : one);
      expect((await existingUser.post(`/me/invitations/${invited.body.id}/accept`)).status).toBe(404);
    }
  });

  it.each([
    'a@\u212Aelvin.example',
    '\u212Aelvin@example.com',
    'a@ｅxample.com',
    'a@b',
    '@example.com',
    'a b@example.com',
    'a@x.com,b@x.com',
    7,
    null,
  ])('%s is none', async (email) => {
    const { owner, path } = await world.organization();
    expect(await owner.post(`${path}/invitations`, { email, role: 'member' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/email' }] },
    });
  });
});

describe('who invited', () => {
  it('is called "Deleted user" once their account is deleted', async () => {
    const acme = await world.organization();
    const admin = await world.member(acme, 'admin');
    const email = 'orphan@example.com';
    await admin.post(`${acme.path}/invitations`, { email, role: 'member' });
    const token = await world.tokenFor(email);
    await world.database.admin.query(
      `update user_account set name = 'Deleted user', deleted_at = now() where user_id = $1`,
      [admin.userId],
    );
    await world.database.admin.query('delete from user_email where user_id = $1', [admin.userId]);
    expect((await world.anonymous.get(`/invitations/${token}`)).body.inviterName).toBe('Deleted user');
    const invitedBy = { membershipId: admin.membershipId, name: 'Deleted user' };
    expect((await acme.owner.get(`${acme.path}/invitations?status=pending`)).body.data).toMatchObject([{ invitedBy }]);
    const invitee = await world.person('Orphan', email);
    expect((await invitee.get('/me/invitations')).body.data).toMatchObject([{ inviterName: 'Deleted user' }]);
    expect((await invitee.post(`/invitations/${token}/accept`)).status).toBe(200);
  });

  it('may be an API key, which no email is answered to', async () => {
    const { owner, path } = await world.organization();
    const { key, id } = (await owner.post(`${path}/api-keys`, { name: 'HR system', role: 'admin' })).body;
    const email = 'hired@example.com';
    const invited = await world.bearer(key).post(`${path}/invitations`, { email, role: 'member' });
    const invitedBy = { membershipId: null, name: 'HR system' };
    expect(invited).toMatchObject({ status: 201, body: { invitedBy } });
    expect((await owner.get(`${path}/invitations`)).body.data).toMatchObject([{ invitedBy }]);
    const mail = await world.mailTo(email);
    expect([mail.subject, mail.replyTo]).toEqual(['HR system invited you to join Acme Sales', undefined]);
    expect((await world.anonymous.get(`/invitations/${await world.tokenFor(email)}`)).body.inviterName).toBe(
      'HR system',
    );
    const { data } = (await owner.get(`${path}/audit-events?action=invitation.sent`)).body;
    expect(data).toMatchObject([{ actor: { kind: 'api_key', id, name: 'HR system' } }]);
    // The key may end; what it did stays.
    await owner.delete(`${path}/api-keys/${id}`);
    const invitee = await world.person('Hired', email);
    expect((await invitee.post(`/me/invitations/${invited.body.id}/accept`)).status).toBe(200);
  });
});
