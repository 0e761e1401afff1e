import { Client, type Answer } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import type { ServiceProcess } from '../support/service.js';
import { World } from '../support/world.js';

let world: World;
let second: ServiceProcess;
beforeAll(async () => {
  world = await World.start();
  second = await world.startAnotherProcess();
});
afterAll(async () => {
  await second.stop();
  await world.stop();
});

type Acme = Awaited<ReturnType<World['organization']>>;

const change = ({ path, owner }: Acme, id: string, body: unknown, by: Client = owner): Promise<Answer> =>
  by.patch(`${path}/invitations/${id}`, body);
const elsewhere = ({ token, userId, email }: Client): Client => new Client(second.url, token, userId, email);

async function invited(acme: Acme, role = 'viewer') {
  const person = await world.person('Invited');
  const { body } = await acme.owner.post(`${acme.path}/invitations`, { email: person.email, role });
  return { person, id: body.id as string, token: await world.tokenFor(person.email ?? '') };
}

describe('the role of a pending invitation', () => {
  it('is changed: the link and the expiry stay, and the page and the membership have the new role', async () => {
    const acme = await world.organization();
    const { person, id, token } = await invited(acme);
    // The email is sent meanwhile.
    const { emailStatus: _, ...before } = (await acme.owner.get(`${acme.path}/invitations`)).body.data[0];
    expect(await change(acme, id, { role: 'admin' })).toMatchObject({
      status: 200,
      body: { ...before, role: 'admin' },
    });
    expect((await world.anonymous.get(`/invitations/${token}`)).body).toMatchObject({
      role: 'admin',
      status: 'pending',
      expiresAt: before.expiresAt,
    });
    expect((await person.get('/me/invitations')).body.data).toMatchObject([{ id, role: 'admin' }]);
    expect(await person.post(`/invitations/${token}/accept`)).toMatchObject({ status: 200, body: { role: 'admin' } });
    expect(world.smtp.received.filter(({ to }) => [to].flat()[0]?.text === person.email)).toHaveLength(1);
  });

  it('leaves one audit event with both roles, and none when nothing changes', async () => {
    const acme = await world.organization();
    const { person, id } = await invited(acme, 'member');
    await change(acme, id, { role: 'viewer' });
    expect((await change(acme, id, { role: 'viewer' })).status).toBe(200);
    const { data } = (await acme.owner.get(`${acme.path}/audit-events?action=invitation.role_changed`)).body;
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      target: { kind: 'invitation', id, name: person.email },
      changes: { role: { from: 'member', to: 'viewer' } },
    });
  });

  it('of an email that was not sent yet is the new one', async () => {
    const acme = await world.organization();
    const { person, id } = await invited(acme);
    await change(acme, id, { role: 'admin' });
    await acme.owner.post(`${acme.path}/invitations/${id}/resend`);
    expect((await world.mailTo(person.email ?? '', 2)).text).toContain('Your role: Admin');
  });

  it('is changed by an admin, and by no one with less', async () => {
    const acme = await world.organization();
    const { id } = await invited(acme);
    const admin = await world.member(acme, 'admin');
    const member = await world.member(acme, 'member');
    expect((await change(acme, id, { role: 'admin' }, admin)).status).toBe(200);
    expect(await change(acme, id, { role: 'member' }, member)).toMatchObject({
      status: 403,
      body: { code: 'permission-denied', requiredPermission: 'members:manage' },
    });
    const other = await world.organization();
    expect(await change(other, id, { role: 'member' })).toMatchObject({
      status: 404,
      body: { code: 'invitation-not-found' },
    });
  });

  it.each([[{ role: 'owner' }], [{ role: 'boss' }], [{}], [{ role: 'member', email: 'x@example.com' }]])(
    'cannot become %j',
    async (body) => {
      const acme = await world.organization();
      const { id } = await invited(acme);
      expect(await change(acme, id, body)).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    },
  );

  it('is no longer changed once the invitation has ended or expired', async () => {
    const acme = await world.organization();
    const closed = { status: 409, body: { code: 'invitation-not-open' } };
    const [accepted, declined, revoked, expired] = [
      await invited(acme),
      await invited(acme),
      await invited(acme),
      await invited(acme),
    ];
    await accepted.person.post(`/invitations/${accepted.token}/accept`);
    await declined.person.post(`/invitations/${declined.token}/decline`);
    await acme.owner.delete(`${acme.path}/invitations/${revoked.id}`);
    for (const { id } of [accepted, declined, revoked])
      expect(await change(acme, id, { role: 'admin' })).toMatchObject(closed);
    await world.database.admin.query('update invitation set expires_at = clock_timestamp() where id = $1', [
      expired.id,
    ]);
    const refused = await change(acme, expired.id, { role: 'admin' });
    expect(refused).toMatchObject(closed);
    expect(refused.body.detail).toBe('This invitation has expired. Resend it, then change its role.');
    expect((await acme.owner.get(`${acme.path}/members?role=admin`)).body.data).toEqual([]);
  });

  it('and accepting at the same moment give the old or the new role, and what was answered', async () => {
    const acme = await world.organization();
    for (let round = 0; round < 8; round++) {
      const { person, id, token } = await invited(acme);
      const [changed, accepted] = await Promise.all([
        change(acme, id, { role: 'admin' }, round % 2 ? elsewhere(acme.owner) : acme.owner),
        (round % 3 ? elsewhere(person) : person).post(`/invitations/${token}/accept`),
      ]);
      expect(accepted.status).toBe(200);
      // A change that was answered with 200 came first, so the person has the new role; else they have the old one.
      expect([200, 409]).toContain(changed.status);
      const role = changed.status === 200 ? 'admin' : 'viewer';
      expect(accepted.body.role).toBe(role);
      const { data } = (await acme.owner.get(`${acme.path}/members?q=${person.email ?? ''}`)).body;
      expect(data).toMatchObject([{ role }]);
    }
  });

  it('is not lost when accepting waits for the change', async () => {
    const acme = await world.organization();
    const { person, id, token } = await invited(acme);
    const admin = await world.database.admin.connect();
    try {
      // Both requests wait behind this lock, the change first.
      await admin.query('begin');
      await admin.query('select 1 from subscription where organization_id = $1 for update', [acme.id]);
      const changing = change(acme, id, { role: 'admin' });
      await waiting(1);
      const accepting = person.post(`/invitations/${token}/accept`);
      await waiting(2);
      await admin.query('commit');
      expect((await changing).status).toBe(200);
      expect(await accepting).toMatchObject({ status: 200, body: { role: 'admin' } });
    } finally {
      await admin.query('rollback');
      admin.release();
    }
  });
});

/** Until so many connections of this database wait for a lock. */
function waiting(count: number) {
  return waitFor(`${count} that wait`, async () => {
    const { rows } = await world.database.admin.query(
      `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]?.waiting === count ? true : null;
  });
}
