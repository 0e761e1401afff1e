import { randomBytes } from 'node:crypto';
import { LogScan } from './log-scan.js';

const CLEAN =
  '{"level":"info","time":"2026-11-27T22:11:41.119Z","requestId":"018f3a5e-0000-7000-8000-000000000000","method":"POST",' +
  '"route":"/api/v1/invitations/{token}/accept","status":200,"principal":"user:018f3a5e-0000-7000-8000-000000000001",' +
  '"at":["at Client.run (file:///srv/node_modules/@nestjs/core/router.js:7:1)"],"msg":"request"}';

/** What is found where the text is in the middle of a line, between others. */
function foundIn(scan: LogScan, text: string): string[] {
  const planted = `{"level":"warn","cause":"x${text}","msg":"y"}`;
  const leaks = scan.leaksIn(`${CLEAN}\n${planted}\n${CLEAN}\n`);
  expect(leaks.filter(({ line }) => line !== planted)).toEqual([]);
  return leaks.map(({ what }) => what);
}

describe('the scan of a log', () => {
  it('finds nothing in a line as it should be', () => {
    expect(new LogScan([{ what: 'a secret', text: 'no one says this' }]).leaksIn(`${CLEAN}\n${CLEAN}`)).toEqual([]);
  });

  it('finds a planted secret among thousands, wherever it is, and each by its name', () => {
    const secrets = Array.from({ length: 5_000 }, (_, index) => ({
      what: `secret ${index}`,
      text: `same-beginning-${randomBytes(12).toString('hex')}`,
    }));
    const scan = new LogScan(secrets);
    for (const { what, text } of [secrets[0], secrets[2_500], secrets[4_999]].flatMap((secret) => secret ?? [])) {
      expect(foundIn(scan, text)).toEqual([what]);
      expect(foundIn(scan, `${text}${text}`)).toEqual([what]);
      expect(scan.leaksIn(text)).toEqual([{ what, line: text }]);
      expect(foundIn(scan, text.slice(0, -1))).toEqual([]);
      expect(foundIn(scan, text.slice(1))).toEqual([]);
    }
  });

  it.each([
    ['in JSON', 'the "secret" of\nyesterday', 'the \\"secret\\" of\\nyesterday'],
    ['in an address', 'a secret of the tests', 'a%20secret%20of%20the%20tests'],
    ['with half a character', 'secret \ud800 and more', 'secret \ufffd and more'],
  ])('finds a secret as it is %s', (_place, text, logged) => {
    expect(foundIn(new LogScan([{ what: 'a secret', text }]), logged)).toEqual(['a secret']);
  });

  it('lets a refused start say what a value should look like, and nothing like it', () => {
    const scan = new LogScan([]);
    expect(scan.leaksIn('MAIL_FROM must be one mailbox, like "Name <name@example.com>" without the quotes.')).toEqual(
      [],
    );
    expect(scan.leaksIn('DATABASE_URL must be like postgres://user:password@host:5432/database.')).toEqual([]);
    const own = 'DATABASE_URL must not be like postgres://user:password@host:5433/database.';
    expect(scan.leaksIn(own)).toEqual([{ what: 'a password in an address', line: own }]);
  });

  it.each([
    ['a JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', '"'],
    ['an API key', ' clz_AZq5cBwAcACAAAAAAAAAAHV0Zi04LXNlY3JldC1vZi0yNTYtcmFuZG9t', ''],
    ['the link of an invitation', '/invitations/AZq5cBwAcACAAAAAAAAAAHV0Zi04LXNlY3JldC1vZi0yNTYtcmFuZG9t/accept', ''],
    ['a key of Stripe or Clerk', ' sk_test_0123', ''],
    ['a key of Stripe or Clerk', ' whsec_0123', ''],
    ['credentials', ' authorization: Bearer abcdefgh', ''],
    ['a password in an address', 'postgres://app:word@127.0.0.1/db', ''],
    ['a password in an address', 'redis://:word@127.0.0.1', ''],
    ['an e-mail address', 'grace.hopper@example.com', ''],
    ['a private key', '-----BEGIN PRIVATE KEY-----', ''],
  ])('knows %s by its looks: %s', (what, text, before) => {
    expect(foundIn(new LogScan([]), `${before}${text}`)).toEqual([what]);
  });
});
