import type { RunningConfiguration } from '../platform/config/configuration.js';
import type { OrganizationId } from '../platform/ids/ids.js';

/** The large demo organization. A fixed id, by which it is found again under any name. */
export const DEMO_ORGANIZATION_ID = '019a0000-0000-7000-8000-00000000d001' as OrganizationId;
/** The small demo organization of a consultant who is a member of both. */
export const CONSULTANCY_ID = '019a0000-0000-7000-8000-00000000d002' as OrganizationId;

/** As whom one can look around: the four roles of an organization, and who runs the platform. */
export const DEMO_ROLES = ['owner', 'admin', 'member', 'viewer', 'superadmin'] as const;
export type DemoRole = (typeof DEMO_ROLES)[number];

/** The address that signs in as this role. */
export function demoAddress(role: DemoRole): string {
  return `${role}@demo.test`;
}

type Surroundings = Pick<RunningConfiguration, 'identity' | 'production'>;

/** Whether this service offers demo data: it is for trials, where anyone signs in with any address anyway. */
export function offersDemo({ identity, production }: Surroundings): boolean {
  return identity.provider === 'local' && !production;
}

/**
 * The configuration with the demo's superadmin among those who run the platform. Only where requests to this machine alone are
 * answered: with `ALLOW_LOCAL_IDENTITY=true` strangers may reach the service, and `PLATFORM_ADMINS` stays as it was set.
 */
export function withDemoSuperadmin(configuration: RunningConfiguration): RunningConfiguration {
  if (!offersDemo(configuration) || !configuration.restrictHosts) return configuration;
  return { ...configuration, platformAdmins: [...configuration.platformAdmins, demoAddress('superadmin')] };
}
