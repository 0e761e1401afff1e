import type { Role } from '../api/client';

/** The displayed name of a role. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  viewer: 'Viewer',
};

/** What a role can do, in one sentence. */
export const ROLE_HINTS: Readonly<Record<Role, string>> = {
  owner: 'Full access, including billing and deleting the organization.',
  admin: 'Manages members, settings and integrations. No access to billing.',
  member: 'Works with leads, deals and campaigns. Sees only their own analytics.',
  viewer: 'Can view records and analytics, but not change them.',
};

export type AssignableRole = Exclude<Role, 'owner'>;
