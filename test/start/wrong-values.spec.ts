import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { World } from '../support/world.js';
import { endedStart, expectOneLine } from './support/ended-start.js';

const SECRET = 'a secret of the tests, long enough to be one';
/** Nothing of this is reached: the start ends before. */
const OUTSIDE = {
  DATABASE_URL: 'postgres://application:never-to-be-told@127.0.0.1:9/nowhere',
  REDIS_URL: 'redis://127.0.0.1:9',
  SMTP_URL: 'smtp://127.0.0.1:9',
  APP_SECRET: SECRET,
};

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const CLERK = {
  IDENTITY_PROVIDER: 'clerk',
  CLERK_JWT_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  CLERK_ISSUER: 'https://clerk.example.com',
  CLERK_SECRET_KEY: 'sk_test_of_the_tests',
  CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${Buffer.from('of the tests, long enough').toString('base64')}`,
};

// Which values are wrong, also in production, is tested beside the configuration (src/configuration/refused-values.spec.ts).
describe('a wrong value', () => {
  it.each<[string, Record<string, string>]>([
    ['PORT', { PORT: '70000' }],
    ['APP_SECRET', { APP_SECRET: 'five and twenty letters' }],
    ['CLERK_ISSUER', { ...CLERK, CLERK_ISSUER: '' }],
  ])('of %s ends the start with one line that names it', async (name, environment) => {
    const ended = await endedStart({ ...OUTSIDE, ...environment });
    expectOneLine(ended, new RegExp(`^${name} `));
    expect(ended.stdout).toBe('');
    for (const value of Object.values(environment)) if (value.length > 8) expect(ended.stderr).not.toContain(value);
  });

  it('of a port that someone else has ends the start with one line as well', async () => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const world = await World.start();
    try {
      expectOneLine(
        await endedStart({ ...world.environment, PORT: String(port) }),
        /^PORT: port \d+ is in use, by another program or a second start of this one; stop it or choose another port, like PORT=\d+\n$/,
      );
    } finally {
      await world.stop();
      server.close();
    }
  });
});

describe('a port where this user may not listen', () => {
  /** As the system answers a user without rights at port 80; tests may run as a user who has them. */
  const REFUSED = `
    import { Server } from 'node:net';
    Server.prototype.listen = function () {
      process.nextTick(() => this.emit('error', Object.assign(new Error('listen EACCES'), { code: 'EACCES' })));
      return this;
    };`;

  it('ends the start with one line, before anything else is started', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'organization-port-'));
    const ended = await endedStart({
      PORT: '80',
      DATA_DIR: dataDir,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(REFUSED)}`,
    });
    expectOneLine(ended, /^PORT: this user may not listen on port 80; choose a port above 1023, like PORT=3000\n$/);
    expect(ended.stdout).toBe('');
    expect(readdirSync(dataDir)).toEqual([]);
    rmSync(dataDir, { recursive: true });
  });
});

describe('production', () => {
  const PRODUCTION = {
    ...OUTSIDE,
    NODE_ENV: 'production',
    BILLING_PROVIDER: 'local',
    PUBLIC_URL: 'https://crm.example.com',
  };

  it.each<[string, Record<string, string>, RegExp]>([
    ['RATE_LIMITS=off', { ...CLERK, RATE_LIMITS: 'off' }, /^RATE_LIMITS must not be off in production/],
    ['the local identity', {}, /^IDENTITY_PROVIDER must be clerk in production/],
  ])('refuses %s', async (_what, environment, line) => {
    expectOneLine(await endedStart({ ...PRODUCTION, ...environment }), line);
  });
});
