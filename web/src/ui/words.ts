import type { Plan, Role } from '../api/client';

/** A role as people read it. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  viewer: 'Viewer',
};

/** What a role can do, in one line. */
export const ROLE_HINTS: Readonly<Record<Role, string>> = {
  owner: 'Full access, including billing and deleting the organization.',
  admin: 'Manages members, settings and integrations. No access to billing.',
  member: 'Works with leads, deals and campaigns. Sees only their own analytics.',
  viewer: 'Can view records and analytics, but not change them.',
};

export const PLAN_NAMES: Readonly<Record<Plan, string>> = {
  free: 'Free',
  starter: 'Starter',
  pro: 'Pro',
  enterprise: 'Enterprise',
};

/** The kinds of records that have an owner, in the order of the product's matrix. */
export const OWNED_KINDS = ['leads', 'deals', 'campaigns', 'sequences'] as const;
export type OwnedKind = (typeof OWNED_KINDS)[number];

export const KIND_NAMES: Readonly<Record<OwnedKind, string>> = {
  leads: 'Leads',
  deals: 'Deals',
  campaigns: 'Campaigns',
  sequences: 'Sequences',
};

/** `1 lead`, `2 leads`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString()} ${number === 1 ? singular : plural}`;
}
