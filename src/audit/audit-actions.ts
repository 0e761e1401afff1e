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
  'organization.updated',
  'organization.deleted',
  'organization.restored',
  'organization.logo_changed',
  'organization.ownership_transferred',
  'revenue_target.set',
  'revenue_target.removed',
  'api_key.created',
  'api_key.revoked',
  'subscription.plan_changed',
  'credits.topped_up',
  'credits.adjusted',
  'credits.unlimited_changed',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];
