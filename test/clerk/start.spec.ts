import { launch } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { ClerkWorld } from './support/clerk-world.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  BILLING_PROVIDER: 'local',
  RATE_LIMITS: '',
  PUBLIC_URL: 'https://app.example.com',
};

/** The variables that the lines of level warn name, in their order. */
const warnedOf = (output: string): unknown[] =>
  output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; variable?: string })
    .filter(({ level }) => level === 'warn')
    .map(({ variable }) => variable);

describe('production', () => {
  it('starts with Clerk, takes its tokens on every network, and warns of what is set in vain', async () => {
    const clerk = await ClerkWorld.start(PRODUCTION);
    try {
      expect(await (await clerk.person()).get('/me')).toMatchObject({ status: 200 });
      const { port } = clerk.world.service;
      expect((await fetch(`http://127.0.0.2:${port}/health/live`)).status).toBe(200);
      // The test's world names superadmins by address, which Clerk does not heed.
      expect(warnedOf(clerk.world.service.output())).toEqual(['PLATFORM_ADMINS']);
      expect(clerk.world.service.output()).not.toMatch(/@example\.com|eyJ|sk_test|whsec/);
    } finally {
      await clerk.stop();
    }
  });
});

describe('production with what is probably a mistake', () => {
  it('starts and says so once, without the value', async () => {
    const clerk = await ClerkWorld.start({
      ...PRODUCTION,
      PLATFORM_ADMINS: '',
      APP_SECRET: 'a'.repeat(32),
      APP_SECRET_PREVIOUS: 'a'.repeat(32),
      TRUST_PROXY: 'true',
      METRICS_ALLOW: '0.0.0.0/0',
      ASSISTANT_BASE_URL: 'http://169.254.169.254/v1',
      ASSISTANT_MODEL: 'small',
    });
    try {
      const output = clerk.world.service.output();
      expect(warnedOf(output)).toEqual([
        ...['APP_SECRET', 'APP_SECRET_PREVIOUS', 'APP_SECRET_PREVIOUS'],
        ...['ASSISTANT_BASE_URL', 'METRICS_ALLOW', 'TRUST_PROXY'],
      ]);
      expect(output).not.toMatch(/aaaaaaaa|169\.254|0\.0\.0\.0/);
    } finally {
      await clerk.stop();
    }
  });
});

describe('with the local identity', () => {
  it('there is no webhook of Clerk, and no token of Clerk counts', async () => {
    const world = await World.start();
    try {
      expect(await world.anonymous.post('/webhooks/clerk', {})).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
      const document = await world.anonymous.get('//openapi.json');
      expect(Object.keys(document.body.paths as object)).not.toContain('/api/v1/webhooks/clerk');
    } finally {
      await world.stop();
    }
  });

  it('does not start in production', async () => {
    const service = await launch({ NODE_ENV: 'production', BILLING_PROVIDER: 'local' });
    await waitFor('the end', () => service.process.exitCode !== null);
    expect(service.process.exitCode).toBe(1);
    expect(service.output()).toMatch(/^IDENTITY_PROVIDER must be clerk in production/);
  });
});
