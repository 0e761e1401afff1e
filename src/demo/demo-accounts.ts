import type { IdentitySettings } from '../identity/identity-configuration.js';
import type { Configuration } from '../platform/config/configuration.js';
import { LOOPBACK_HOSTS } from '../platform/config/listening-section.js';
import type { OrganizationId } from '../platform/ids/ids.js';

/** The large demo organization. A fixed id, by which it is found again under any name. */
export const DEMO_ORGANIZATION_ID = '019a0000-0000-7000-8000-00000000d001' as OrganizationId;
/** The small demo organization of a consultant who is a member of both. */
export const CONSULTANCY_ID = '019a0000-0000-7000-8000-00000000d002' as OrganizationId;

/** The demo accounts that one can sign in as: the four roles of an organization, and the superadmin of the platform. */
export const DEMO_ROLES = ['owner', 'admin', 'member', 'viewer', 'superadmin'] as const;
export type DemoRole = (typeof DEMO_ROLES)[number];

/** The address that signs in as this role. */
export function demoAddress(role: DemoRole): string {
  return `${role}@demo.test`;
}

export type DemoConditions = Pick<Configuration, 'production'> & Pick<IdentitySettings, 'identity'>;

/** Whether demo data is available in this service: it is for trials, where everyone can sign in with any address. */
export function isDemoAvailable({ identity, production }: DemoConditions): boolean {
  return identity.provider === 'local' && !production;
}

/**
 * The configuration with the demo's superadmin among the superadmins. Its address is known to everyone, and the local identity does
 * not verify addresses. So it is added only where the service listens on loopback addresses alone, checks `Host`, and
 * `PLATFORM_ADMINS` names no one.
 */
export function withDemoSuperadmin<Settings extends Configuration & IdentitySettings>(
  configuration: Settings,
): Settings {
  const { restrictHosts, listenHosts, platformAdmins } = configuration;
  const isThisMachineOnly = restrictHosts && (listenHosts ?? ['']).every((host) => LOOPBACK_HOSTS.includes(host));
  if (!isDemoAvailable(configuration) || !isThisMachineOnly || platformAdmins.length > 0) return configuration;
  return { ...configuration, platformAdmins: [demoAddress('superadmin')] };
}
