import { IS_WHOLE, logs, secrets } from './support/gathered.js';
import { LogScan } from './support/log-scan.js';

/** Every kind of secret that the tests deal with; a variable's by its name. */
const KINDS = [
  'APP_SECRET',
  'ASSISTANT_API_KEY',
  'CLERK_SECRET_KEY',
  'CLERK_WEBHOOK_SIGNING_SECRET',
  'S3_SECRET_ACCESS_KEY',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'a bearer',
  'a line of an email',
  'a password',
  'a session token',
  'a setting',
  'a text of a request',
  'an API key',
  'an invitation token',
];

const gathered = logs();
const known = secrets();

describe('the logs of all processes that the tests started', () => {
  it('hold nothing secret, no address of anyone and nothing that people wrote', () => {
    const scan = new LogScan(known);
    const leaks = gathered.flatMap(({ test, text }) => scan.leaksIn(text).map((leak) => ({ test, ...leak })));
    // One that is in every line would be reported thousands of times.
    expect({ found: leaks.length, first: leaks.slice(0, 10) }).toEqual({ found: 0, first: [] });
  });

  if (IS_WHOLE) {
    it('were there to be read, and so were secrets of every kind', () => {
      expect(gathered.length).toBeGreaterThan(150);
      expect(gathered.flatMap(({ text }) => text.split('\n')).length).toBeGreaterThan(10_000);
      const seen = new Set(known.map(({ what }) => what));
      expect(KINDS.filter((kind) => !seen.has(kind))).toEqual([]);
    });
  }
});
