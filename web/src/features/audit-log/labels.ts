import { ROLE_NAMES } from '../../shared/roles';
import { formatMoment } from '../../ui/format/format-moment';
import { formatMoney } from '../../ui/format/money';
import type { AuditAction, AuditGroup } from './audit-search';
import { recordsDetail } from './records-of-members';

/** The groups of events, in the order of the filter. */
export const GROUP_LABELS: Readonly<Record<AuditGroup, string>> = {
  members: 'Members',
  security: 'Security',
  organization: 'Organization',
  billing: 'Billing',
  records: 'Records',
  assistant: 'Assistant',
};

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
  'audit_log.exported': 'Audit log exported',
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

/** A changed value as a person reads it; empty for none. Roles, amounts and times have their usual form. */
export function textOf(field: string, value: unknown, timeZone: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return wordsOf(field, value, timeZone);
  return isMoney(value) ? formatMoney(value) : (recordsDetail(value) ?? JSON.stringify(value));
}

function wordsOf(field: string, value: string, timeZone: string): string {
  if (field === 'role') return (ROLE_NAMES as Partial<Record<string, string>>)[value] ?? value;
  return INSTANT.test(value) ? formatMoment(value, timeZone, 'short') : value;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function isMoney(value: object): value is { amount: number; currency: string } {
  return 'amount' in value && 'currency' in value && Object.keys(value).length === 2;
}

/** Changes whose values are the IDs of members. */
const OF_MEMBERS = new Set(['owner', 'ownerId', 'to', 'from']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The member of whom a changed value is the ID; null for other values. */
export function memberIdOf(field: string, value: unknown): string | null {
  return OF_MEMBERS.has(field) && typeof value === 'string' && UUID.test(value) ? value : null;
}

/** The longest value that is part of a sentence. */
const LONGEST = 60;
const IDENTIFIER = /Ids?$|^id$/;

/** A value that fits into a sentence; null for one that only the details show. */
export function shortValue(field: string, value: unknown, timeZone: string): string | null {
  if (typeof value === 'object' && value !== null && !isMoney(value)) return null;
  if (IDENTIFIER.test(field)) return null;
  const text = textOf(field, value, timeZone);
  return text.length > LONGEST ? null : text;
}

/** `fiscalYearStartMonth` as "Fiscal year start month". */
export function fieldLabel(field: string): string {
  const words = field
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_.]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
