import { ROLES, scopeOf, type Permission, type Role } from '../access/permissions.policy.js';
import type { Actor } from '../audit/audit-log.js';
import type { MembershipId } from '../platform/ids/ids.js';

/** What members are notified of. */
export type NotificationKind =
  | 'reassignment.completed'
  | 'reassignment.failed'
  | 'import.completed'
  | 'import.failed'
  | 'member.joined'
  | 'member.role_changed'
  | 'organization.ownership_transferred'
  | 'invitation.email_failed'
  | 'api_key.expires_soon';

/** What the sentence of a notification contains beside names; of the owners of records, their memberships. */
export interface NotificationFacts {
  readonly done?: number;
  readonly from?: MembershipId | 'unassigned';
  readonly to?: MembershipId;
  readonly rejected?: number;
  readonly records?: 'leads' | 'deals' | 'campaigns';
  readonly role?: Role;
  readonly previousRole?: Role;
  readonly expiresAt?: string;
}

/** Who gets a notification, among the active members. */
export interface Recipients {
  readonly members: readonly MembershipId[];
  readonly roles: readonly Role[];
  /** They caused it, or know it already. */
  readonly except: readonly MembershipId[];
}

/** Keys that expire within so many days. */
export const DAYS_BEFORE_EXPIRY = 7;

/** Older notifications are deleted. */
export const DAYS_KEPT = 90;

/** Only these members. A null is left out: an API key, which is not a member. */
export function only(...members: readonly (MembershipId | null)[]): Recipients {
  return { members: members.filter((member) => member !== null), roles: [], except: [] };
}

/** These members, and all whose role has the permission. */
export function withPermission(permission: Permission, ...members: readonly (MembershipId | null)[]): Recipients {
  return { ...only(...members), roles: ROLES.filter((role) => scopeOf(role, permission) === 'all') };
}

/** The same without the member who caused it. */
export function except(recipients: Recipients, { kind, id }: Pick<Actor, 'kind' | 'id'>): Recipients {
  const isMember = kind === 'member' && id !== null;
  return isMember ? { ...recipients, except: [...recipients.except, id as MembershipId] } : recipients;
}

/** Whether the end of a reassignment is worth a notification: a removal without records says nothing new. */
export function isWorthTelling({ purpose, status, done }: ReassignmentOutcome): boolean {
  return purpose === 'request' || status === 'failed' || done > 0;
}

interface ReassignmentOutcome {
  readonly purpose: 'request' | 'removal' | 'reinstatement';
  readonly status: 'completed' | 'failed';
  readonly done: number;
}
