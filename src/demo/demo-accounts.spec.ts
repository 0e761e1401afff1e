import { loadConfiguration } from '../configuration/load-configuration.js';
import type { RunningServiceConfiguration } from '../configuration/service-configuration.js';
import { withDemoSuperadmin } from './demo-accounts.js';

/** Who is a superadmin with these variables. */
function superadmins(variables: Record<string, string>): readonly string[] {
  return withDemoSuperadmin(loadConfiguration(variables, '/') as RunningServiceConfiguration).platformAdmins;
}

describe('the demo’s superadmin', () => {
  it.each([{}, { DEMO_DATA: 'true' }, { LISTEN_HOST: '127.0.0.1' }, { LISTEN_HOST: '::1' }])(
    'is one with %j',
    (variables) => {
      expect(superadmins(variables)).toEqual(['superadmin@demo.test']);
    },
  );

  it.each([
    { PLATFORM_ADMINS: 'ada@example.com' },
    { LISTEN_HOST: '0.0.0.0' },
    { LISTEN_HOST: '127.0.0.1,10.0.0.5' },
    { ALLOW_LOCAL_IDENTITY: 'true' },
  ])('is not one with %j', (variables: Record<string, string>) => {
    expect(superadmins(variables)).not.toContain('superadmin@demo.test');
  });

  it('is not one in production or with another identity provider', () => {
    const local = loadConfiguration({}, '/') as RunningServiceConfiguration;
    const clerk = { ...local, identity: { provider: 'clerk' } } as RunningServiceConfiguration;
    for (const configuration of [{ ...local, production: true }, clerk]) {
      expect(withDemoSuperadmin(configuration).platformAdmins).toEqual([]);
    }
  });
});
