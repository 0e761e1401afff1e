import { periodName } from '../../shared/fiscal-year';
import { PLAN_NAMES } from '../../shared/plans';
import type { AuditAction } from './audit-search';
import { fieldLabel, shortValue, textOf } from './labels';
import { removed, reinstated, left } from './records-of-members';
import type { AuditEvent } from './queries';
import { ACTOR, say, TARGET, type Part, type Sentence } from './sentence-parts';

const to = ({ changes }: AuditEvent, field: string): unknown => changes[field]?.to;
const from = ({ changes }: AuditEvent, field: string): unknown => changes[field]?.from;

type RecordName = 'lead' | 'deal' | 'campaign' | 'sequence' | 'automation' | 'integration';

function recordSentences<Name extends RecordName>(name: Name) {
  const sentences: Record<string, Sentence> = {
    [`${name}.created`]: () => say`${ACTOR} created the ${name} ${TARGET}`,
    [`${name}.updated`]: (event, timeZone) => changed(event, timeZone, say`the ${name} ${TARGET}`),
    [`${name}.deleted`]: () => say`${ACTOR} deleted the ${name} ${TARGET}`,
  };
  return sentences as Record<`${Name}.${'created' | 'updated' | 'deleted'}`, Sentence>;
}

/** One changed field with its values, of several only their names. */
function changed(event: AuditEvent, timeZone: string, what: readonly Part[]): readonly Part[] {
  const fields = Object.entries(event.changes);
  const [first, ...others] = fields;
  if (!first) return say`${ACTOR} updated ${what}`;
  const names = fields.map(([field]) => fieldLabel(field).toLowerCase()).join(', ');
  if (others.length > 0) return say`${ACTOR} updated ${what}: ${names}`;
  const [field, values] = first;
  const before = shortValue(field, values.from, timeZone);
  const after = shortValue(field, values.to, timeZone);
  if (before === null || after === null) return say`${ACTOR} updated ${what}: ${names}`;
  if (before === '') return say`${ACTOR} set the ${names} of ${what} to ${after}`;
  if (after === '') return say`${ACTOR} cleared the ${names} of ${what}`;
  return say`${ACTOR} changed the ${names} of ${what} from ${before} to ${after}`;
}

function logo(event: AuditEvent): readonly Part[] {
  if (to(event, 'logoUrl') === null) return say`${ACTOR} removed the logo`;
  return from(event, 'logoUrl') === null ? say`${ACTOR} added a logo` : say`${ACTOR} replaced the logo`;
}

/** "Q1 FY2026" or "Nov 2026". */
function periodOf({ target: { name } }: AuditEvent): string {
  if (name === null) return 'a period';
  return /^(FY\d+-Q\d|\d{4}-\d{2})$/.test(name) ? periodName(name) : name;
}

function revenueTarget(event: AuditEvent, timeZone: string): readonly Part[] {
  const period = periodOf(event);
  const amount = textOf('amount', to(event, 'amount'), timeZone);
  const before = textOf('amount', from(event, 'amount'), timeZone);
  if (before === '') return say`${ACTOR} set the revenue target for ${period} to ${amount}`;
  return say`${ACTOR} changed the revenue target for ${period} from ${before} to ${amount}`;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whose records were reassigned. */
function recordsOf({ target }: AuditEvent): readonly Part[] {
  const owner = target.name ?? '';
  return ID.test(owner) ? say`the records of ${{ memberId: owner }}` : ['unassigned records'];
}

function reassigned(event: AuditEvent): readonly Part[] {
  const newOwner = to(event, 'to');
  if (typeof newOwner === 'string' && ID.test(newOwner)) {
    return say`${ACTOR} reassigned ${recordsOf(event)} to ${{ memberId: newOwner }}`;
  }
  return say`${ACTOR} reassigned ${recordsOf(event)}`;
}

function imported(event: AuditEvent, result: string): readonly Part[] {
  const [created, rejected] = [countOf(to(event, 'created')), countOf(to(event, 'rejected'))];
  return say`The import of ${TARGET} by ${ACTOR} ${result}: ${created} created, ${rejected} rejected`;
}

function planChanged(event: AuditEvent, timeZone: string): readonly Part[] {
  const [before, after] = [planName(from(event, 'plan')), planName(to(event, 'plan'))];
  const until = textOf('until', to(event, 'until'), timeZone);
  const end = until === '' ? '' : ` until ${until}`;
  if (after !== '') return say`${ACTOR} changed the plan from ${before} to ${after}${end}`;
  return end === '' ? say`${ACTOR} removed the end of the plan` : say`${ACTOR} set the plan to last${end}`;
}

function cancellation(event: AuditEvent, timeZone: string): readonly Part[] {
  const end = textOf('endsAt', to(event, 'endsAt'), timeZone);
  return end === ''
    ? say`${ACTOR} withdrew the cancellation of the plan`
    : say`${ACTOR} canceled the plan; it ends on ${end}`;
}

function plannedChange(event: AuditEvent, timeZone: string): readonly Part[] {
  const planned = to(event, 'plannedChange');
  if (typeof planned !== 'object' || planned === null) return say`${ACTOR} withdrew the scheduled change of the plan`;
  const { plan, at } = planned as { plan?: unknown; at?: unknown };
  const day = textOf('at', at, timeZone);
  return say`${ACTOR} scheduled a change to ${planName(plan)}${day === '' ? '' : ` on ${day}`}`;
}

function adjusted(event: AuditEvent): readonly Part[] {
  const added = creditsAdded(event);
  const reason = to(event, 'reason');
  const why = typeof reason === 'string' && reason !== '' ? `: ${reason}` : '';
  return say`${ACTOR} ${added < 0 ? 'removed' : 'added'} ${countOf(Math.abs(added))} credits${why}`;
}

function creditsAdded(event: AuditEvent): number {
  return Number(to(event, 'balance') ?? 0) - Number(from(event, 'balance') ?? 0);
}

function countOf(value: unknown): string {
  return Number(value ?? 0).toLocaleString();
}

function planName(value: unknown): string {
  return typeof value === 'string' ? ((PLAN_NAMES as Record<string, string>)[value] ?? value) : '';
}

const role = (event: AuditEvent, value: typeof to | typeof from, timeZone: string): string =>
  textOf('role', value(event, 'role'), timeZone);

/** What happened, of every action of the catalogue: the type of this table misses none. */
export const SENTENCES: Readonly<Record<AuditAction, Sentence>> = {
  'organization.created': () => say`${ACTOR} created the organization ${TARGET}`,
  'organization.updated': (event, timeZone) => changed(event, timeZone, ['the organization']),
  'organization.deleted': () => say`${ACTOR} deleted the organization ${TARGET}`,
  'organization.restored': () => say`${ACTOR} restored the organization ${TARGET}`,
  'organization.logo_changed': logo,
  'organization.ownership_transferred': () => say`${ACTOR} transferred ownership to ${TARGET}`,
  'invitation.sent': (event, timeZone) => say`${ACTOR} invited ${TARGET} as ${role(event, to, timeZone)}`,
  'invitation.resent': () => say`${ACTOR} resent the invitation to ${TARGET}`,
  'invitation.role_changed': (event, timeZone) =>
    say`${ACTOR} changed the invitation of ${TARGET} from ${role(event, from, timeZone)} to ${role(event, to, timeZone)}`,
  'invitation.revoked': () => say`${ACTOR} revoked the invitation to ${TARGET}`,
  'invitation.accepted': () => say`${ACTOR} accepted the invitation to ${TARGET}`,
  'invitation.declined': () => say`${ACTOR} declined the invitation to ${TARGET}`,
  'member.added': (event, timeZone) => say`${ACTOR} added ${TARGET} as ${role(event, to, timeZone)}`,
  'member.role_changed': (event, timeZone) =>
    say`${ACTOR} changed ${TARGET} from ${role(event, from, timeZone)} to ${role(event, to, timeZone)}`,
  'member.emails_changed': (event) =>
    say`${ACTOR} turned their monthly report ${to(event, 'monthlyReport') === true ? 'on' : 'off'}`,
  'member.removed': removed,
  'member.left': left,
  'member.reinstated': reinstated,
  'revenue_target.set': revenueTarget,
  'revenue_target.removed': (event) => say`${ACTOR} removed the revenue target for ${periodOf(event)}`,
  'reassignment.requested': reassigned,
  'reassignment.cancelled': (event) => say`${ACTOR} canceled the reassignment of ${recordsOf(event)}`,
  'import.started': () => say`${ACTOR} started an import of ${TARGET}`,
  'import.completed': (event) => imported(event, 'is complete'),
  'import.failed': (event) => imported(event, 'failed'),
  'api_key.created': () => say`${ACTOR} created the API key ${TARGET}`,
  'api_key.revoked': () => say`${ACTOR} revoked the API key ${TARGET}`,
  'subscription.plan_changed': planChanged,
  'subscription.cancellation_changed': cancellation,
  'subscription.change_planned': plannedChange,
  'credits.topped_up': (event) => say`${ACTOR} bought ${countOf(creditsAdded(event))} credits`,
  'credits.adjusted': adjusted,
  'credits.unlimited_changed': (event) =>
    say`${ACTOR} turned unlimited credits ${to(event, 'unlimited') === true ? 'on' : 'off'}`,
  'conversation.created': () => say`${ACTOR} started a chat`,
  'message.sent': () => say`${ACTOR} sent a chat message`,
  'audit_log.exported': (event) => say`${ACTOR} exported the audit log as ${String(to(event, 'format')).toUpperCase()}`,
  ...recordSentences('lead'),
  ...recordSentences('deal'),
  ...recordSentences('campaign'),
  ...recordSentences('sequence'),
  // A call has no name of its own: its target is "outbound call".
  'call.created': () => say`${ACTOR} logged an ${TARGET}`,
  'call.updated': (event, timeZone) => changed(event, timeZone, say`the ${TARGET}`),
  'call.deleted': () => say`${ACTOR} deleted the ${TARGET}`,
  ...recordSentences('automation'),
  ...recordSentences('integration'),
  'campaign.activated': () => say`The campaign ${TARGET} started as scheduled`,
};

/** The parts of an event's sentence. */
export function sentenceOf(event: AuditEvent, timeZone: string): readonly Part[] {
  // An event of a newer version of the service, until the page is loaded again.
  const sentence = (SENTENCES as Partial<Record<string, Sentence>>)[event.action];
  return sentence ? sentence(event, timeZone) : say`${ACTOR}: ${event.action} ${TARGET}`;
}

/** The sentence as a text, without links; a member whose name is not in the event is "a member". */
export function plainSentence(event: AuditEvent, timeZone: string): string {
  return sentenceOf(event, timeZone)
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('memberId' in part) return part.name ?? 'a member';
      return event[part.of].name ?? 'something';
    })
    .join('');
}
