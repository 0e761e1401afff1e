import { Client } from '../support/client.js';
import { ClerkWorld, clerkUser } from './support/clerk-world.js';

let clerk: ClerkWorld;
let other: Client;
beforeAll(async () => {
  // A key of another size, too.
  clerk = await ClerkWorld.start({}, 3072);
  other = await clerk.person();
});
afterAll(() => clerk.stop());
beforeEach(() => {
  clerk.api.calls.length = 0;
  clerk.api.fault = null;
});

const accountsOf = async (clerkId: string): Promise<number> => {
  const { rowCount } = await clerk.world.database.admin.query('select 1 from user_account where clerk_id = $1', [
    clerkId,
  ]);
  return rowCount ?? 0;
};

describe('someone unknown so far', () => {
  it('gets an account from the claims of the token where these vouch for an address, without a call to Clerk', async () => {
    const { id } = clerkUser();
    const grace = await clerk.session(id, { email: 'Grace@Example.com', email_verified: true, name: 'Grace  Hopper' });
    expect(await grace.get('/me')).toMatchObject({
      status: 200,
      body: { name: 'Grace Hopper', email: 'grace@example.com', emails: ['grace@example.com'], organizations: [] },
    });
    expect(clerk.api.calls).toEqual([]);
  });

  it.each([
    ['no claims', {}],
    ['an address that is not verified', { email: 'mallory@example.com', email_verified: false }],
    ['an address of which nothing is said', { email: 'mallory@example.com' }],
    ['a text in place of true', { email: 'mallory@example.com', email_verified: 'true' }],
    ['something that is not an address', { email: 'mallory', email_verified: true }],
  ])('is asked for at Clerk when the token has %s', async (_, claims) => {
    const user = clerkUser({ name: 'Alan Turing', emails: [] });
    clerk.api.users.set(user.id, user);
    const alan = await clerk.session(user.id, claims);
    expect(await alan.get('/me')).toMatchObject({ status: 200, body: { name: 'Alan Turing', email: '', emails: [] } });
    await alan.get('/organizations');
    expect(clerk.api.calls).toEqual([`GET /v1/users/${user.id}`]);
  });

  it.each([
    ['Ada\u00a0 Lovelace\n', 'Ada Lovelace'],
    ['Zoe\u0308\u200b', 'Zo\u00eb'],
    ['\u3164\u2800', 'grace-'],
    ['\u00ad', 'grace-'],
    ['\u202e', 'grace-'],
    ['', 'grace-'],
  ])('is called by the first of their names that can be seen: %j as %j', async (name, shown) => {
    const { id } = clerkUser();
    const email = `grace-${id.toLowerCase().replace(/\W/g, '')}@example.com`;
    const grace = await clerk.session(id, { email, email_verified: true, name });
    const me = await grace.get('/me');
    expect([me.status, (me.body as { name: string }).name.startsWith(shown)]).toEqual([200, true]);
  });

  it('keeps none of the addresses that are not one here, and is let in all the same', async () => {
    const odd = ['a\u200bb@example.com', '"a<b>c"@iana.org', '\u212Aelvin@example.com', '"a\u0001"@example.com'];
    const user = clerkUser({ emails: [...odd, 'Zoe\u0308@example.com'] });
    clerk.api.users.set(user.id, user);
    const answer = await (await clerk.session(user.id)).get('/me');
    expect([answer.status, answer.body.emails]).toEqual([200, ['zo\u00eb@example.com']]);
  });

  it('brings their verified addresses, the primary one first, and no others', async () => {
    const user = clerkUser({ emails: ['first@example.com', 'Second@BÜCHER.example', 'FIRST@example.com'] });
    const unverified = [null, { status: 'unverified', strategy: 'email_code' }, { status: 'expired', strategy: 'x' }];
    const addresses = unverified.map((verification, place) => ({
      id: `idn_u${place}`,
      email_address: `unverified${place}@example.com`,
      verification,
    }));
    clerk.api.users.set(user.id, { ...user, email_addresses: [...addresses, ...user.email_addresses] });
    const answer = await (await clerk.session(user.id)).get('/me');
    expect(answer.body.emails).toEqual(['first@example.com', 'second@xn--bcher-kva.example']);
  });

  it('is called by their name, else their user name, else by their address, never by anything that tricks a reader', async () => {
    const nameOf = async (fields: object) => {
      const user = { ...clerkUser({ emails: [`called${Math.random()}@example.com`] }), ...fields };
      clerk.api.users.set(user.id, user);
      return (await (await clerk.session(user.id)).get('/me')).body.name as string;
    };
    const noNames = { first_name: null, last_name: null, username: null };
    expect(await nameOf({ first_name: 'Ada', last_name: null })).toBe('Ada');
    expect(await nameOf({ ...noNames, username: 'ada42' })).toBe('ada42');
    expect(await nameOf(noNames)).toMatch(/^called/);
    expect(await nameOf({ ...noNames, email_addresses: [] })).toBe('Unnamed user');
    expect(await nameOf({ first_name: 'A\u0000da\u202e', last_name: '\r\nBcc: x' })).toBe('A da Bcc: x');
    expect(Array.from(await nameOf({ first_name: '🙂'.repeat(300), last_name: null }))).toHaveLength(100);
  });

  it('gets one account, though many requests come at once, and to two processes', async () => {
    const second = await clerk.world.startAnotherProcess();
    try {
      const user = clerkUser();
      clerk.api.users.set(user.id, user);
      let open: () => void = () => undefined;
      clerk.api.blockedUntil = new Promise((resolve) => (open = resolve));
      const first = await clerk.session(user.id);
      const there = new Client(second.url, first.token);
      const answers = Promise.all([first, there, first, there, first, there].map((client) => client.get('/me')));
      open();
      const ids = (await answers).map(({ body }) => body.id as string);
      expect(new Set(ids).size).toBe(1);
      expect(await accountsOf(user.id)).toBe(1);
      expect(clerk.api.calls.length).toBeLessThanOrEqual(2);

      const claimed = clerkUser();
      const claims = { email: 'many@example.com', email_verified: true };
      const tokens = await Promise.all([0, 1, 2, 3].map((n) => clerk.token(claimed.id, { ...claims, sid: `s${n}` })));
      const welcomed = await Promise.all(
        tokens.map((token, n) => new Client(n % 2 ? second.url : first.baseUrl, token).get('/me')),
      );
      expect(new Set(welcomed.map(({ status, body }) => `${status} ${body.id as string}`)).size).toBe(1);
      expect(welcomed[0]?.status).toBe(200);
    } finally {
      await second.stop();
    }
  });

  it('is asked to retry while Clerk does not answer, and is never taken for a stranger', async () => {
    const user = clerkUser();
    clerk.api.users.set(user.id, user);
    const client = await clerk.session(user.id);
    for (const fault of ['error', 'forbidden', 'gibberish'] as const) {
      clerk.api.fault = fault;
      const answer = await client.get('/me');
      expect(answer).toMatchObject({ status: 503, body: { code: 'service-unavailable' } });
      expect(answer.body.detail).toMatch(/Try again/);
      expect(answer.headers.get('retry-after')).toBe('5');
      // Those who are known do not notice.
      expect(await other.get('/me')).toMatchObject({ status: 200 });
    }
    expect(await accountsOf(user.id)).toBe(0);
    clerk.api.fault = null;
    expect(await client.get('/me')).toMatchObject({ status: 200 });
  });

  it('is asked to retry within seconds when Clerk accepts the call and does not answer', async () => {
    const user = clerkUser();
    let open: () => void = () => undefined;
    clerk.api.blockedUntil = new Promise((resolve) => (open = resolve));
    const started = Date.now();
    expect(await (await clerk.session(user.id)).get('/me')).toMatchObject({ status: 503 });
    expect(Date.now() - started).toBeLessThan(8_000);
    open();
  });

  it('is not signed in when Clerk does not know them either', async () => {
    expect(await (await clerk.session(clerkUser().id)).get('/me')).toMatchObject({ status: 401 });
  });
});

describe('an address that another account holds here', () => {
  it('goes to whom Clerk says it belongs to now, and the other keeps the rest', async () => {
    const before = await clerk.person(clerkUser({ emails: ['moving@example.com', 'staying@example.com'] }));
    const user = clerkUser({ emails: ['moving@example.com'] });
    clerk.api.users.set(user.id, user);
    // The token vouches for it, but not since when: Clerk is asked.
    const after = await clerk.session(user.id, { email: 'moving@example.com', email_verified: true });
    expect(await after.get('/me')).toMatchObject({ status: 200, body: { emails: ['moving@example.com'] } });
    expect(clerk.api.calls.filter((call) => call.endsWith(user.id))).toHaveLength(1);
    expect(await before.get('/me')).toMatchObject({
      status: 200,
      body: { email: 'staying@example.com', emails: ['staying@example.com'] },
    });
    // The primary one is what members see of each other.
    const { rows } = await clerk.world.database.admin.query(
      'select email from user_email where user_id = $1 and is_primary',
      [before.userId],
    );
    expect(rows).toEqual([{ email: 'staying@example.com' }]);
  });

  it('stays where it is when the token is all that speaks for the newcomer', async () => {
    const previousUser = await clerk.person(clerkUser({ emails: ['held@example.com'] }));
    const user = clerkUser({ emails: [] });
    clerk.api.users.set(user.id, user);
    const newcomer = await clerk.session(user.id, { email: 'held@example.com', email_verified: true });
    expect(await newcomer.get('/me')).toMatchObject({ status: 200, body: { emails: [] } });
    expect(await previousUser.get('/me')).toMatchObject({ body: { emails: ['held@example.com'] } });
  });
});
