import { randomBytes } from 'node:crypto';
import { Webhook } from 'svix';
import { ODD_IDS } from '../support/odd-ids.js';
import { waitFor } from '../support/wait.js';
import { ClerkWorld, clerkUser } from './support/clerk-world.js';

let clerk: ClerkWorld;
beforeAll(async () => {
  clerk = await ClerkWorld.start();
});
afterAll(() => clerk.stop());
beforeEach(() => {
  clerk.api.calls.length = 0;
});

const MINUTE = 60_000;
const TAKEN = { status: 200, body: { received: true } };
const REFUSED = { status: 400, body: { code: 'invalid-signature' } };

interface Account {
  readonly name: string;
  readonly is_dead: boolean;
  readonly emails: string[];
}

/** What is known here of someone, without asking as them. */
async function accountOf(clerkId: string): Promise<Account | undefined> {
  const { rows } = await clerk.world.database.admin.query<Account>(
    `select name, deleted_at is not null as is_dead,
            array(select email from user_email e where e.user_id = u.user_id order by is_primary desc, email) as emails
     from user_account u where clerk_id = $1`,
    [clerkId],
  );
  return rows[0];
}

describe('the signature of an event', () => {
  const event = () => clerk.event('user.created', clerkUser());

  it('counts by the secret of this endpoint only', async () => {
    const other = `whsec_${randomBytes(24).toString('base64')}`;
    expect(await clerk.deliver(event(), { secret: other })).toMatchObject(REFUSED);
    expect(await clerk.deliver(event())).toMatchObject(TAKEN);
  });

  it('covers the body, the id and the time', async () => {
    const [id, at, user] = [clerk.newEventId(), new Date(), clerkUser()];
    const body = JSON.stringify(clerk.event('user.created', user));
    const genuine = {
      'svix-id': id,
      'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
      'svix-signature': new Webhook(clerk.webhookSecret).sign(id, at, body),
    };
    const send = (headers: Record<string, string>, text = body) =>
      clerk.world.anonymous.call('POST', '/webhooks/clerk', { body: text, headers });
    expect(await send(genuine, body.replace('Ada', 'Eve'))).toMatchObject(REFUSED);
    expect(await send({ ...genuine, 'svix-id': 'msg_other' })).toMatchObject(REFUSED);
    expect(await send({ ...genuine, 'svix-timestamp': String(Number(genuine['svix-timestamp']) + 1) })).toMatchObject(
      REFUSED,
    );
    expect(await send({ ...genuine, 'svix-signature': 'v1,AAAA' })).toMatchObject(REFUSED);
    expect(await send({})).toMatchObject(REFUSED);
    expect(await accountOf(user.id)).toBeUndefined();
    // While the secret is rotated there are two signatures.
    expect(await send({ ...genuine, 'svix-signature': `v1,AAAA ${genuine['svix-signature']}` })).toMatchObject(TAKEN);
  });

  it('is good for five minutes, by a clock before or after ours', async () => {
    for (const off of [-6 * MINUTE, 6 * MINUTE]) {
      expect(await clerk.deliver(event(), { at: new Date(Date.now() + off) })).toMatchObject(REFUSED);
    }
    for (const off of [-4 * MINUTE, 4 * MINUTE]) {
      expect(await clerk.deliver(event(), { at: new Date(Date.now() + off) })).toMatchObject(TAKEN);
    }
  });

  it('does not make a body readable, or small', async () => {
    expect(await clerk.deliver('{"type":')).toMatchObject(REFUSED);
    expect(await clerk.deliver('null')).toMatchObject(REFUSED);
    expect(await clerk.deliver('')).toMatchObject(REFUSED);
    expect(await clerk.deliver(clerk.event('user.created', { pad: 'x'.repeat(1_100_000) }))).toMatchObject({
      status: 413,
    });
  });
});

describe('a user who is made or changed at Clerk', () => {
  it('is here before their first request, under the same account', async () => {
    const user = clerkUser({ name: 'Grace Hopper', emails: ['grace@example.com', 'hopper@example.com'] });
    expect(await clerk.created(user)).toMatchObject(TAKEN);
    expect(await accountOf(user.id)).toMatchObject({
      name: 'Grace Hopper',
      emails: ['grace@example.com', 'hopper@example.com'],
    });
    expect(await (await clerk.session(user.id)).get('/me')).toMatchObject({
      status: 200,
      body: { email: 'grace@example.com' },
    });
    expect(clerk.api.calls).toEqual([]);
  });

  it('has at once the name, the addresses and the primary address that the event says', async () => {
    const user = clerkUser({ name: 'Ada Byron', emails: ['ada@one.example', 'ada@two.example'], updatedAt: 1_000 });
    const ada = await clerk.person(user);
    const changed = clerkUser({ id: user.id, emails: ['ada@two.example', 'ada@three.example'], updatedAt: 2_000 });
    expect(await clerk.updated(changed)).toMatchObject(TAKEN);
    expect(await ada.get('/me')).toMatchObject({
      body: { name: 'Ada Lovelace', email: 'ada@two.example', emails: ['ada@two.example', 'ada@three.example'] },
    });
  });

  it('keeps what an event of another version does not tell', async () => {
    const user = clerkUser({ name: 'Kurt Gödel', emails: ['kurt@example.com'], updatedAt: 1_000 });
    await clerk.created(user);
    const changedUser = {
      id: user.id,
      object: 'user',
      updated_at: 2_000,
      given_names: ['?'],
      email_addresses: 'elsewhere',
    };
    expect(
      await clerk.deliver({ ...clerk.event('user.updated', changedUser), api_version: '2031-01-01' }),
    ).toMatchObject(TAKEN);
    expect(await accountOf(user.id)).toMatchObject({ name: 'Kurt Gödel', emails: ['kurt@example.com'] });
    const { updated_at: _, ...undated } = clerkUser({ id: user.id, name: 'Kurt G', emails: ['kurt@example.com'] });
    expect(await clerk.deliver(clerk.event('user.updated', undated))).toMatchObject(TAKEN);
    expect(await accountOf(user.id)).toMatchObject({ name: 'Kurt G' });
  });

  it('keeps memberships and what is open to them when their address changes', async () => {
    const owner = await clerk.person();
    const acme = await clerk.world.organization('starter', owner);
    const user = clerkUser({ emails: ['old@example.com'], updatedAt: 1_000 });
    const member = await clerk.world.member(acme, 'member', await clerk.person(user));
    await owner.post(`${acme.path}/invitations`, { email: 'elsewhere@example.com', role: 'viewer' });
    await clerk.updated(clerkUser({ id: user.id, emails: ['new@example.com'], updatedAt: 2_000 }));
    expect(await owner.get(`${acme.path}/members/${member.membershipId}`)).toMatchObject({
      body: { email: 'new@example.com', role: 'member', status: 'active' },
    });
    expect(await member.get(acme.path)).toMatchObject({ status: 200, body: { role: 'member' } });
    // The new address is a member's, the old one is anyone's.
    const invite = (email: string) => owner.post(`${acme.path}/invitations`, { email, role: 'viewer' });
    expect(await invite('new@example.com')).toMatchObject({ status: 409, body: { code: 'already-a-member' } });
    expect(await invite('old@example.com')).toMatchObject({ status: 409, body: { code: 'seat-limit-reached' } });
  });
});

describe('every text of an event that reaches the database', () => {
  it.each(ODD_IDS)('is not taken for an id where it is not one, and the event is taken quietly: %j', async (id) => {
    expect(await clerk.created(clerkUser({ id }))).toMatchObject(TAKEN);
    expect(await clerk.updated(clerkUser({ id }))).toMatchObject(TAKEN);
    expect(await clerk.deleted(id)).toMatchObject(TAKEN);
    await waitFor('the line of the log', () => /"reason":"unreadable".*is ignored/.test(clerk.world.service.output()));
  });

  it.each(['msg with a blank', 'm'.repeat(300), 'm'.repeat(8_000), 'msg_é'])(
    'is not taken for the id of an event where it is not one: %s',
    async (id) => {
      const user = clerkUser();
      expect(await clerk.created(user, { id })).toMatchObject(TAKEN);
      expect(await accountOf(user.id)).toBeUndefined();
    },
  );

  it.each(['\u0000', '\ud800', '\udfff\ud800'])('is stored without what cannot be: %j', async (odd) => {
    const user = clerkUser({ name: `Ada${odd} Love${odd}lace`, emails: [`ad${odd}a.odd@example.com`] });
    expect(await clerk.created(user)).toMatchObject(TAKEN);
    expect(await accountOf(user.id)).toMatchObject({ emails: [] });
    expect((await accountOf(user.id))?.name).toMatch(/^Ada Love\s?lace$/);
  });
});

describe('events that come twice, late or in the wrong order', () => {
  it('count once', async () => {
    const user = clerkUser({ name: 'First Name', updatedAt: 5_000 });
    const delivery = { id: clerk.newEventId() };
    expect(await clerk.created(user, delivery)).toMatchObject(TAKEN);
    // The same id again, though with other words that would count by themselves.
    expect(await clerk.updated(clerkUser({ id: user.id, name: 'Second Name' }), delivery)).toMatchObject(TAKEN);
    expect(await accountOf(user.id)).toMatchObject({ name: 'First Name' });
  });

  it('count once when they come at the same moment', async () => {
    const user = clerkUser();
    const delivery = { id: clerk.newEventId() };
    const answers = await Promise.all(Array.from({ length: 8 }, () => clerk.created(user, delivery)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await accountOf(user.id)).toMatchObject({ is_dead: false });
  });

  it('do not bring back what is older than what is known', async () => {
    const id = clerkUser().id;
    await clerk.updated(clerkUser({ id, name: 'New', emails: ['new@order.example'], updatedAt: 9_000 }));
    await clerk.created(clerkUser({ id, name: 'Old', emails: ['old@order.example'], updatedAt: 8_000 }));
    expect(await accountOf(id)).toMatchObject({ name: 'New', emails: ['new@order.example'] });
  });

  it('leave an address with whom it belongs to by the newest word, in any order', async () => {
    const address = ['shared@order.example'];
    const [from, to] = [clerkUser().id, clerkUser().id];
    await clerk.created(clerkUser({ id: from, emails: address, updatedAt: 1_000 }));
    await clerk.created(clerkUser({ id: to, emails: address, updatedAt: 3_000 }));
    expect(await accountOf(to)).toMatchObject({ emails: address });
    // A late word of the time when the first one still had it; then that they gave it up.
    await clerk.updated(clerkUser({ id: from, emails: address, updatedAt: 2_000 }));
    expect(await accountOf(to)).toMatchObject({ emails: address });
    await clerk.updated(clerkUser({ id: from, emails: [], updatedAt: 2_500 }));
    expect(await accountOf(to)).toMatchObject({ emails: address });
    expect(await accountOf(from)).toMatchObject({ emails: [] });
  });

  it('move addresses round in a circle at the same moment without harm', async () => {
    const ids = [clerkUser().id, clerkUser().id, clerkUser().id];
    const addressOf = (place: number) => `circle${place % 3}@order.example`;
    const rotateAddresses = (by: number) =>
      Promise.all(
        ids.map((id, place) =>
          clerk.updated(clerkUser({ id, emails: [addressOf(place + by)], updatedAt: 1_000 * (by + 1) })),
        ),
      );
    for (let by = 0; by < 12; by++) {
      const statuses = (await rotateAddresses(by)).map(({ status }) => status);
      expect(statuses).toEqual([200, 200, 200]);
    }
    const accounts = await Promise.all(ids.map(accountOf));
    expect(accounts.map((account) => account?.emails)).toEqual(ids.map((_, place) => [addressOf(place + 11)]));
  });

  it('never revive a user who was deleted, also one who had never been here', async () => {
    for (const user of [clerkUser(), clerkUser()]) {
      if (user.id < 'user_8') await clerk.created(user);
      expect(await clerk.deleted(user.id)).toMatchObject(TAKEN);
      await clerk.updated(clerkUser({ id: user.id, updatedAt: Date.now() + MINUTE }));
      await clerk.created(clerkUser({ id: user.id, updatedAt: Date.now() + MINUTE }));
      expect(await accountOf(user.id)).toEqual({ name: 'Deleted user', is_dead: true, emails: [] });
      clerk.api.users.set(user.id, user);
      const late = await clerk.session(user.id, { email: 'revived@example.com', email_verified: true });
      expect(await late.get('/me')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      expect(await late.post('/organizations', { name: 'Ghost' })).toMatchObject({ status: 401 });
      expect(await clerk.deleted(user.id)).toMatchObject(TAKEN);
    }
  });

  it('are forgotten after thirty days, and not before', async () => {
    const { admin } = clerk.world.database;
    const [old, young] = [clerk.newEventId(), clerk.newEventId()];
    await clerk.created(clerkUser(), { id: old });
    await clerk.created(clerkUser(), { id: young });
    const age = (id: string, days: number) =>
      admin.query(`update webhook_event set received_at = now() - $2 * interval '1 day' where event_id = $1`, [
        id,
        days,
      ]);
    await age(old, 30.1);
    await age(young, 29.9);
    // The run of this hour again.
    await admin.query(
      `update outbox set finished_at = null, dispatched_at = null, due_at = now() where name = 'trim-webhook-events'`,
    );
    const ids = async () =>
      (await admin.query<{ event_id: string }>('select event_id from webhook_event')).rows.map((row) => row.event_id);
    await waitFor('the old event to be forgotten', async () => !(await ids()).includes(old));
    expect(await ids()).toContain(young);
  });
});

describe('other events', () => {
  it.each(['session.created', 'organization.created', 'user.levitated', 'email.created'])(
    'such as %s are taken quietly',
    async (type) => {
      const user = clerkUser();
      expect(await clerk.deliver(clerk.event(type, user))).toMatchObject(TAKEN);
      expect(await accountOf(user.id)).toBeUndefined();
    },
  );

  it.each(['user.created', 'user.updated', 'user.deleted'])(
    'are taken though %s says nothing of a user',
    async (type) => {
      expect(await clerk.deliver(clerk.event(type, { object: 'user' }))).toMatchObject(TAKEN);
      expect(await clerk.deliver({ type })).toMatchObject(TAKEN);
    },
  );
});
