import { domainToUnicode } from 'node:url';
import { pointersOf } from '../records/support/kinds.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { startPlainSmtp, type PlainSmtp } from './support/plain-smtp.js';

let world: World;
let server: PlainSmtp;
beforeAll(async () => {
  server = await startPlainSmtp();
  world = await World.start({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
});
afterAll(async () => {
  await world.stop();
  await server.stop();
});

const REFUSED = [
  ...[
    '\u200b',
    '\u00ad',
    '\u2060',
    '\u200e',
    '\u202e',
    '\ufeff',
    '\u200d',
    '\u034f',
    '\u3164',
    '\u2800',
    ' ',
    '\u00a0',
    '\u3000',
    '\u2028',
    '\n',
    '\t',
    '\u0085',
    '\u0378',
  ].map((character) => `a${character}b@example.com`),
  '"a\nb"@example.com',
  '"a\u0001b"@example.com',
  '"a b"@example.com',
  '"a<b>c"@iana.org',
  'a<b>@iana.org',
  '\u212Aelvin@example.com',
  'kelvin@exam\u212Ale.com',
  'a@b\u00fc\u00adcher.example',
];

/** What is given, and what is stored, compared and emailed to. */
const TAKEN: readonly (readonly [given: string, stored: string])[] = [
  ['ADA@Example.COM', 'ada@example.com'],
  ['\ufeff\u200b grace@example.com\u00a0\u200b', 'grace@example.com'],
  ['\u202a\u00adjoan@example.com\u202c\u200e', 'joan@example.com'],
  ['zoe\u0308@example.com', 'zo\u00eb@example.com'],
  ['m\u00fcller@B\u00dcCHER.example', 'm\u00fcller@xn--bcher-kva.example'],
  ['info@b\u00fccher.example', 'info@xn--bcher-kva.example'],
  ['"a@b"@example.com', '"a@b"@example.com'],
  ['"a..b"@example.com', '"a..b"@example.com'],
  ['"a\\"b,c;d"@example.com', '"a\\"b,c;d"@example.com'],
  ["o'neil+x/y=z@example.com", "o'neil+x/y=z@example.com"],
  ['\u674e@example.com', '\u674e@example.com'],
];

describe('an address', () => {
  it.each(REFUSED)(
    'is refused everywhere where it is not what it looks like, or email would go elsewhere: %j',
    async (email) => {
      const { owner, path } = await world.organization();
      const invited = await owner.post(`${path}/invitations`, { email, role: 'viewer' });
      const signedIn = await world.anonymous.post('/auth/sign-in', { email });
      const lead = await owner.post(`${path}/leads`, { name: 'Lead', email });
      for (const answer of [invited, signedIn, lead])
        expect([answer.status, pointersOf(answer)]).toEqual([422, ['/email']]);
      const bulk = await owner.post(`${path}/invitations/bulk`, { invitations: [{ email, role: 'viewer' }] });
      expect(bulk.status === 422 || (bulk.body.results as { status: number }[])[0]?.status === 422).toBe(true);
    },
  );

  it.each(TAKEN)('is one and the same in every form: %j is %j', async (given, stored) => {
    const { owner, path } = await world.organization();
    expect(await owner.post(`${path}/invitations`, { email: given, role: 'viewer' })).toMatchObject({
      status: 201,
      body: { email: stored },
    });
    expect(await owner.post(`${path}/invitations`, { email: stored, role: 'viewer' })).toMatchObject({
      status: 409,
      body: { code: 'already-invited' },
    });
    const first = await world.anonymous.post('/auth/sign-in', { email: given });
    const second = await world.anonymous.post('/auth/sign-in', { email: stored });
    expect([first.body.user.email, first.body.user.id]).toEqual([stored, second.body.user.id]);
    expect((await owner.post(`${path}/leads`, { name: 'Lead', email: given })).body.email).toBe(stored);
  });

  it.each(TAKEN)('given as %j gets its email at exactly %j', async (given, stored) => {
    const { owner, path } = await world.organization();
    await owner.post(`${path}/invitations`, { email: given, role: 'viewer' });
    const [local, domain] = [stored.slice(0, stored.lastIndexOf('@')), stored.slice(stored.lastIndexOf('@') + 1)];
    // With SMTPUTF8, which a local part beyond ASCII needs, the domain travels in Unicode: the same domain.
    const isAscii = /^[\x20-\x7e]*$/.test(local);
    const recipient = `${local}@${isAscii ? domain : domainToUnicode(domain)}`;
    await waitFor(`an email to ${recipient}`, () => (server.recipients().includes(recipient) ? true : null));
    const known = new Set(TAKEN.flatMap(([, one]) => [one, one.replace('xn--bcher-kva', 'b\u00fccher')]));
    expect(server.recipients().filter((one) => !known.has(one))).toEqual([]);
  });
});

it('without an account signs in only where one may be created', async () => {
  const body = { email: 'new.here@example.com', createAccount: false };
  for (const time of ['first', 'second']) {
    const { status, body: refused } = await world.anonymous.post('/auth/sign-in', body);
    expect([time, status, refused.code]).toEqual([time, 404, 'account-not-found']);
  }
  const created = await world.anonymous.post('/auth/sign-in', { email: body.email, name: 'Nele New' });
  const again = await world.anonymous.post('/auth/sign-in', body);
  expect(again.body.user).toEqual({ id: created.body.user.id, name: 'Nele New', email: body.email });
});
