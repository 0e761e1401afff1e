import type { AuditAction } from './audit-search';

/** The name of each event: "Member removed". */
export const ACTION_LABELS: Readonly<Record<AuditAction, string>> = {
  'organization.created': 'Organization created',
  'organization.updated': 'Settings updated',
  'organization.deleted': 'Organization deleted',
  'organization.restored': 'Organization restored',
  'organization.logo_changed': 'Logo updated',
  'organization.ownership_transferred': 'Ownership transferred',
  'invitation.sent': 'Invitation sent',
  'invitation.resent': 'Invitation resent',
  'invitation.role_changed': 'Invitation role changed',
  'invitation.revoked': 'Invitation revoked',
  'invitation.accepted': 'Invitation accepted',
  'invitation.declined': 'Invitation declined',
  'member.added': 'Member added',
  'member.role_changed': 'Role changed',
  'member.emails_changed': 'Email preferences changed',
  'member.removed': 'Member removed',
  'member.left': 'Member left',
  'member.reinstated': 'Member reinstated',
  'revenue_target.set': 'Revenue target set',
  'revenue_target.removed': 'Revenue target removed',
  'reassignment.requested': 'Records reassigned',
  'reassignment.cancelled': 'Reassignment cancelled',
  'import.started': 'Import started',
  'import.completed': 'Import completed',
  'import.failed': 'Import failed',
  'api_key.created': 'API key created',
  'api_key.revoked': 'API key revoked',
  'subscription.plan_changed': 'Plan changed',
  'subscription.cancellation_changed': 'Plan cancellation updated',
  'subscription.change_planned': 'Plan change scheduled',
  'credits.topped_up': 'Credits purchased',
  'credits.adjusted': 'Credits adjusted',
  'credits.unlimited_changed': 'Unlimited credits changed',
  'conversation.created': 'Chat started',
  'message.sent': 'Chat message sent',
  'lead.created': 'Lead created',
  'lead.updated': 'Lead updated',
  'lead.deleted': 'Lead deleted',
  'deal.created': 'Deal created',
  'deal.updated': 'Deal updated',
  'deal.deleted': 'Deal deleted',
  'campaign.created': 'Campaign created',
  'campaign.updated': 'Campaign updated',
  'campaign.deleted': 'Campaign deleted',
  'campaign.activated': 'Campaign activated',
  'sequence.created': 'Sequence created',
  'sequence.updated': 'Sequence updated',
  'sequence.deleted': 'Sequence deleted',
  'call.created': 'Call logged',
  'call.updated': 'Call updated',
  'call.deleted': 'Call deleted',
  'automation.created': 'Automation created',
  'automation.updated': 'Automation updated',
  'automation.deleted': 'Automation deleted',
  'integration.created': 'Integration created',
  'integration.updated': 'Integration updated',
  'integration.deleted': 'Integration deleted',
};

/** A changed value in short: `"Pro"`, `12 000`, `{…}`; a dash for nothing. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
}

/** `fiscalYearStartMonth` as "Fiscal year start month". */
export function fieldLabel(field: string): string {
  const words = field
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_.]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
