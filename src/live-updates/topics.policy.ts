import type { Permission, Role } from '../access/permissions.policy.js';
import { scopeOf } from '../access/permissions.policy.js';
import type { AuditAction } from '../audit/audit-actions.js';

/** What a client can be told about, each with the permission to read it. */
export const TOPICS = {
  members: 'members:view',
  invitations: 'members:manage',
  reassignments: 'records:reassign',
  imports: 'records:edit',
  'api-keys': 'apikeys:manage',
  organization: 'members:view',
  permissions: 'members:view',
  notifications: 'members:view',
} as const satisfies Record<string, Permission>;

export type Topic = keyof typeof TOPICS;

/** All topics. @public tests go through them */
export const TOPIC_NAMES = Object.keys(TOPICS) as Topic[];

/** Whether a member with this role may know that something of the topic changed. */
export function mayRead(role: Role, topic: string): boolean {
  const permission = TOPIC_NAMES.find((name) => name === topic);
  return permission !== undefined && scopeOf(role, TOPICS[permission]) === 'all';
}

/** The topics of things by the first part of their actions. Records have none: their lists are not kept up to date. */
const BY_THING: Readonly<Record<string, readonly Topic[]>> = {
  member: ['members'],
  invitation: ['invitations'],
  reassignment: ['reassignments'],
  import: ['imports'],
  api_key: ['api-keys'],
  organization: ['organization'],
  subscription: ['organization'],
  credits: ['organization'],
};

/** Actions that change more than their thing: an accepted invitation is a new member. */
const BY_ACTION: Readonly<Partial<Record<AuditAction, readonly Topic[]>>> = {
  'invitation.accepted': ['invitations', 'members'],
  'organization.ownership_transferred': ['organization', 'members'],
};

/** The topics in which an audited action changes something. */
export function topicsOf(action: AuditAction): readonly Topic[] {
  return BY_ACTION[action] ?? BY_THING[action.split('.')[0] ?? ''] ?? [];
}
