import { createPublicKey, createSecretKey, generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { Answer } from '../support/client.js';
import { Client } from '../support/client.js';
import { OpenStream } from '../notifications/support/live-stream.js';
import { waitFor } from '../support/wait.js';
import { ClerkWorld, clerkUser, ISSUER, PARTY, type Claims } from './support/clerk-world.js';

const ADMIN = 'user_admin';
/** With these a user of Clerk would be welcome at first sight. */
const VOUCHING = { email: 'somebody@example.com', email_verified: true };

let clerk: ClerkWorld;
let user: string;
beforeAll(async () => {
  clerk = await ClerkWorld.start({ PLATFORM_ADMIN_USER_IDS: ADMIN, PLATFORM_ADMINS: 'boss@example.com' });
  user = (await clerk.person()).clerkId;
});
afterAll(() => clerk.stop());

const now = () => Math.floor(Date.now() / 1000);
const me = (token: string): Promise<Answer> => new Client(clerk.world.service.url, token).get('/me');
const meWith = async (claims: Claims, header: Record<string, unknown> = {}) =>
  me(await clerk.token(user, claims, header));

const jose = (claims: Claims) => new SignJWT({ ...clerk.claims(user, claims) });

describe('a session token of Clerk', () => {
  it('is taken without a call to Clerk', async () => {
    const before = clerk.api.calls.length;
    expect(await meWith({})).toMatchObject({ status: 200, body: { name: 'Ada Lovelace' } });
    expect(clerk.api.calls.length).toBe(before);
  });

  it('is taken in its second version, with a status, and while its clock is a little ahead', async () => {
    expect(await meWith({ v: 2, sts: 'active', fva: [1, -1], pla: 'u:free' })).toMatchObject({ status: 200 });
    expect(await meWith({ nbf: now() + 2 })).toMatchObject({ status: 200 });
    expect(await meWith({}, { cat: 'cl_B7d4PD111AAA' })).toMatchObject({ status: 200 });
  });

  it('speaks for the same account of ours each time, under an id of ours', async () => {
    const [first, second] = [await meWith({}), await meWith({ sid: 'sess_other' })];
    expect(first.body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(second.body.id).toBe(first.body.id);
  });

  it.each<[string, Claims]>([
    ['of another issuer', { iss: 'https://other.example.com' }],
    ['of an issuer that only begins the same', { iss: `${ISSUER}.evil.example` }],
    ['without an issuer', { iss: undefined }],
    ['of another party', { azp: 'https://evil.example.com' }],
    ['of a party that only begins the same', { azp: `${PARTY}.evil.example` }],
    ['without a party', { azp: undefined }],
    ['with an empty party', { azp: '' }],
    ['with a list of parties', { azp: [PARTY] }],
    ['that has expired', { exp: now() - 30 }],
    ['that never expires', { exp: undefined }],
    ['whose expiry is a text', { exp: String(now() + 600) }],
    ['that does not count yet', { nbf: now() + 120 }],
    ['of a session that still has a task to do', { sts: 'pending' }],
    ['of a session in a status of tomorrow', { sts: 'suspended' }],
    ['of no one', { sub: undefined }],
    ['of a machine', { sub: 'mch_2RfWKJREkjKbHZy0Wqa5qrHeAnb', ...VOUCHING }],
    ['of one of our own ids', { sub: '019ab970-1c00-7000-8000-000000000001', ...VOUCHING }],
  ])('is refused %s', async (_, claims) => {
    expect(await meWith(claims)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  it('is refused when it was made for something else', async () => {
    expect(await meWith({}, { cat: 'cl_B7d4PD333AAA' })).toMatchObject({ status: 401 });
    expect(await meWith({}, { cat: 'cl_B7d4PD222AAA' })).toMatchObject({ status: 401 });
    expect(await meWith({}, { typ: 'at+jwt' })).toMatchObject({ status: 401 });
  });

  it('ends while it is in use, five seconds of a clock that is off being allowed', async () => {
    const client = await clerk.session(user, { exp: now() - 1 });
    expect(await client.get('/me')).toMatchObject({ status: 200 });
    const expired = await clerk.session(user, { exp: now() - 6 });
    expect(await expired.get('/me')).toMatchObject({ status: 401 });
  });

  it('ends the stream of changes that was opened with it, before anything else is sent', async () => {
    const owner = await clerk.person();
    const { path } = await clerk.world.organization('pro', owner);
    const valid = await OpenStream.open(owner, path);
    const session = await clerk.session(owner.clerkId, { exp: now() - 1 });
    const ending = await OpenStream.open(session, path);
    await waitFor('the session to end', async () => (await session.get('/me')).status === 401);
    await owner.patch(path, { name: 'Beta Sales' });
    await valid.changeOf('organization');
    await ending.waitForEnd();
    expect(ending.topics).toEqual([]);
    expect(valid.hasEnded).toBe(false);
    valid.close();
  });
});

describe('the signature of a token', () => {
  it('counts by the key of the instance only', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const foreign = await jose({}).setProtectedHeader({ alg: 'RS256', typ: 'JWT' }).sign(privateKey);
    const ours = await jose({}).setProtectedHeader({ alg: 'RS256', typ: 'JWT' }).sign(clerk.privateKey);
    expect(await me(foreign)).toMatchObject({ status: 401 });
    expect(await me(ours)).toMatchObject({ status: 200 });
  });

  it('does not count by another algorithm, though the key is the right one', async () => {
    for (const alg of ['RS384', 'RS512', 'PS256']) {
      const token = await jose({}).setProtectedHeader({ alg, typ: 'JWT' }).sign(clerk.privateKey);
      expect(await me(token)).toMatchObject({ status: 401 });
    }
  });

  it('does not count with the public key taken for a shared secret', async () => {
    const der = createPublicKey(clerk.publicKeyPem).export({ type: 'spki', format: 'der' });
    for (const secret of [Buffer.from(clerk.publicKeyPem), Buffer.from(clerk.publicKeyPem.trim()), der]) {
      const token = await jose({}).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(createSecretKey(secret));
      expect(await me(token)).toMatchObject({ status: 401 });
    }
  });

  it('cannot be left out', async () => {
    const unsigned = new UnsecuredJWT({ ...clerk.claims(user) }).encode();
    const [header, payload] = (await clerk.token(user)).split('.');
    expect(await me(unsigned)).toMatchObject({ status: 401 });
    expect(await me(`${header ?? ''}.${payload ?? ''}.`)).toMatchObject({ status: 401 });
    expect(await me(`${header ?? ''}.${payload ?? ''}`)).toMatchObject({ status: 401 });
  });

  it('covers the claims', async () => {
    const [header, , signature] = (await clerk.token(user)).split('.');
    const payload = Buffer.from(JSON.stringify(clerk.claims(ADMIN))).toString('base64url');
    expect(await me(`${header ?? ''}.${payload}.${signature ?? ''}`)).toMatchObject({ status: 401 });
  });

  it.each(['x', 'a.b.c', 'bnVsbA.bnVsbA.bnVsbA', '..'])('is missed in %s', async (token) => {
    expect(await me(token)).toMatchObject({ status: 401 });
  });
});

describe('the local identity', () => {
  it('does not exist beside Clerk', async () => {
    const answer = await clerk.world.anonymous.post('/auth/sign-in', { email: 'ada@example.com' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const document = await clerk.world.anonymous.get('//openapi.json');
    expect(Object.keys(document.body.paths as object)).not.toContain('/api/v1/auth/sign-in');
    expect(Object.keys(document.body.paths as object)).toContain('/api/v1/webhooks/clerk');
  });
});

describe('a platform superadmin', () => {
  const isSuperadmin = async (person: Client) => {
    const answer = await person.call('POST', '//admin/queues/session');
    return answer.status === 204;
  };

  it('is named by their id at Clerk, and not by an address there', async () => {
    const admin = await clerk.person(clerkUser({ id: ADMIN }));
    const boss = await clerk.person(clerkUser({ emails: ['boss@example.com'] }));
    expect(await isSuperadmin(admin)).toBe(true);
    expect(await isSuperadmin(boss)).toBe(false);
  });
});
