/** Every action that the audit log knows. */
export const AUDIT_ACTIONS = [
  'organization.created',
  'invitation.sent',
  'invitation.resent',
  'invitation.revoked',
  'invitation.accepted',
  'invitation.declined',
  'member.role_changed',
  'member.removed',
  'member.left',
  'subscription.plan_changed',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];
