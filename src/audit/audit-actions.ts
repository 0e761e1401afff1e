const ORGANIZATION_ACTIONS = [
  'organization.created',
  'invitation.sent',
  'invitation.resent',
  'invitation.role_changed',
  'invitation.revoked',
  'invitation.accepted',
  'invitation.declined',
  'member.added',
  'member.role_changed',
  'member.emails_changed',
  'member.removed',
  'member.left',
  'member.reinstated',
  'organization.updated',
  'organization.deleted',
  'organization.restored',
  'organization.logo_changed',
  'organization.ownership_transferred',
  'revenue_target.set',
  'revenue_target.removed',
  'reassignment.requested',
  'reassignment.cancelled',
  'import.started',
  'import.completed',
  'import.failed',
  'api_key.created',
  'api_key.revoked',
  'subscription.plan_changed',
  'subscription.cancellation_changed',
  'subscription.change_planned',
  'credits.topped_up',
  'credits.adjusted',
  'credits.unlimited_changed',
  'conversation.created',
  'message.sent',
  'audit_log.exported',
] as const;

const RECORD_KINDS = ['lead', 'deal', 'campaign', 'sequence', 'call', 'automation', 'integration'] as const;
const RECORD_CHANGES = ['created', 'updated', 'deleted'] as const;

export type RecordAction = `${(typeof RECORD_KINDS)[number]}.${(typeof RECORD_CHANGES)[number]}`;

/** Changes of records without a request by a person. */
const RECORD_EVENTS = ['campaign.activated'] as const;

const RECORD_ACTIONS = RECORD_KINDS.flatMap((kind) =>
  RECORD_CHANGES.map((change): RecordAction => `${kind}.${change}`),
);

export type AuditAction = (typeof ORGANIZATION_ACTIONS)[number] | RecordAction | (typeof RECORD_EVENTS)[number];

/** Every action that the audit log knows. */
export const AUDIT_ACTIONS: readonly AuditAction[] = [...ORGANIZATION_ACTIONS, ...RECORD_ACTIONS, ...RECORD_EVENTS];

/** The groups by which the audit log is filtered. An action can be in several: a changed role matters for members and for security. */
export const AUDIT_GROUPS = ['members', 'security', 'organization', 'billing', 'records', 'assistant'] as const;

export type AuditGroup = (typeof AUDIT_GROUPS)[number];

/** The things whose actions form a group; single actions that matter for security, too. */
const GROUP_MEMBERS: Readonly<Record<AuditGroup, readonly string[]>> = {
  members: ['invitation', 'member', 'organization.ownership_transferred'],
  security: ['api_key', 'audit_log', 'member.role_changed', 'organization.ownership_transferred'],
  organization: ['organization', 'revenue_target'],
  billing: ['subscription', 'credits'],
  records: [...RECORD_KINDS, 'reassignment', 'import'],
  assistant: ['conversation', 'message'],
};

/** The actions of a group. */
export function actionsOf(group: AuditGroup): readonly AuditAction[] {
  const members = new Set(GROUP_MEMBERS[group]);
  return AUDIT_ACTIONS.filter((action) => members.has(action) || members.has(action.split('.')[0] ?? ''));
}
