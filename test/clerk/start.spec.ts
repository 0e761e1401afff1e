import { launch } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { ClerkWorld } from './support/clerk-world.js';

describe('production', () => {
  it('starts with Clerk, and takes its tokens', async () => {
    const clerk = await ClerkWorld.start({ NODE_ENV: 'production', BILLING_PROVIDER: 'local', RATE_LIMITS: '' });
    try {
      expect(await (await clerk.person()).get('/me')).toMatchObject({ status: 200 });
      expect(clerk.world.service.output()).not.toMatch(/@example\.com|eyJ|sk_test|whsec/);
    } finally {
      await clerk.stop();
    }
  });
});

describe('with the local identity', () => {
  it('there is no webhook of Clerk, and no token of Clerk counts', async () => {
    const world = await World.start();
    try {
      expect(await world.nobody.post('/webhooks/clerk', {})).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
      const document = await world.nobody.get('//openapi.json');
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
