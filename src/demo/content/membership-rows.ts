import { randomBytes } from 'node:crypto';
import type { AssignableRole, Role } from '../../access/permissions.policy.js';
import { DAYS_OPEN, type InvitationStatus } from '../../invitation/invitation.policy.js';
import type { InvitationId, MembershipId } from '../../platform/ids/ids.js';
import { bytesText } from './insert-rows.js';
import { idAt, type OrganizationDraft } from './organization-draft.js';
import { actorOf, type Account, type Member } from './people.js';
import { DAY_MS } from './working-time.js';

/** When the role of someone changed: everyone but the owner was invited with a role. */
export interface Promotion {
  readonly name: string;
  readonly from: 'member' | 'viewer';
  readonly daysAgo: number;
}

/** The organization, its owner and its empty plan. */
export function addOrganization(draft: OrganizationDraft, owner: Member, settings: Readonly<Record<string, unknown>>) {
  const { facts } = draft;
  draft.add('organization', {
    name: facts.name,
    slug: facts.slug,
    currency: facts.currency,
    timezone: facts.timezone,
    fiscal_year_start_month: facts.fiscalYearStartMonth,
    owner_membership_id: owner.id,
    // Nothing is emailed to people who do not exist.
    monthly_report: false,
    version: 3,
    created_at: facts.createdAt,
    ...settings,
  });
  draft.record(facts.createdAt, {
    action: 'organization.created',
    actor: actorOf(owner),
    target: { kind: 'organization', id: facts.id, name: facts.name },
  });
}

/** A member of the draft, with their seat; the owner without an invitation, everyone else with one. */
export function addMember(
  draft: OrganizationDraft,
  account: Account,
  role: Role,
  { joinedAt, removedAt = null }: { joinedAt: Date; removedAt?: Date | null },
): Member {
  const member: Member = { ...account, id: idAt<MembershipId>(joinedAt), role, joinedAt, removedAt };
  draft.add('membership', {
    id: member.id,
    user_id: member.userId,
    account_name: member.accountName,
    role,
    status: removedAt ? 'removed' : 'active',
    joined_at: joinedAt,
    last_active_at: removedAt ?? lastActivity(draft, joinedAt),
    removed_at: removedAt,
  });
  if (!removedAt) draft.add('seat', { holder_id: member.id, kind: 'member', held_until: null });
  return member;
}

/** Most were active today or yesterday, some not for weeks. */
function lastActivity({ random, time }: OrganizationDraft, joinedAt: Date): Date {
  const at = random.chance(0.6) ? time.minutesAgo(random.between(3, 600)) : time.daysAgo(random.between(1, 40));
  return at > joinedAt ? at : joinedAt;
}

/** Sets the last activity of each member to at least their last audit event. */
export function updateLastActivity({ rows }: OrganizationDraft): void {
  const latest = new Map<unknown, Date>();
  for (const { actor_id: id, at } of rows.audit_event) {
    const before = latest.get(id);
    if (at instanceof Date && (!before || at > before)) latest.set(id, at);
  }
  for (const [position, row] of rows.membership.entries()) {
    const [stored, lastAction] = [row['last_active_at'] as Date, latest.get(row['id'])];
    if (lastAction && lastAction > stored) rows.membership[position] = { ...row, last_active_at: lastAction };
  }
}

/** An invitation and its outcome. */
export interface InvitationDraft {
  readonly email: string;
  readonly role: AssignableRole;
  readonly by: Member;
  readonly sentAt: Date;
  readonly status: InvitationStatus;
  readonly endedAt?: Date;
  readonly acceptedBy?: Member;
  /** The name of someone who declined: they are not a member. */
  readonly declinedBy?: string;
  readonly mail?: 'sent' | 'failed';
}

export function addInvitation(draft: OrganizationDraft, invitation: InvitationDraft): void {
  const { email, role, by, sentAt, status, endedAt, acceptedBy, mail = 'sent' } = invitation;
  const id = idAt<InvitationId>(sentAt);
  const expiresAt = new Date(sentAt.getTime() + DAYS_OPEN * DAY_MS);
  draft.add('invitation', {
    id,
    email,
    role,
    status,
    // Of a link that was never sent.
    token_hash: bytesText(randomBytes(32)),
    invited_by: by.id,
    accepted_by: acceptedBy?.id ?? null,
    created_at: sentAt,
    last_sent_at: sentAt,
    expires_at: expiresAt,
    ended_at: status === 'expired' ? expiresAt : (endedAt ?? null),
  });
  const mailedAt = new Date(sentAt.getTime() + 2_000);
  draft.add('invitation_mail', {
    id: idAt(sentAt),
    invitation_id: id,
    status: mail,
    created_at: sentAt,
    ended_at: mailedAt,
  });
  if (status === 'pending') draft.add('seat', { holder_id: id, kind: 'invitation', held_until: expiresAt });
  recordInvitation(draft, id, invitation);
}

function recordInvitation(draft: OrganizationDraft, id: InvitationId, invitation: InvitationDraft): void {
  const { email, role, by, sentAt, status, endedAt, acceptedBy, declinedBy } = invitation;
  const target = { kind: 'invitation', id, name: email } as const;
  draft.record(sentAt, {
    action: 'invitation.sent',
    actor: actorOf(by),
    target,
    changes: { role: { from: null, to: role } },
  });
  if (!endedAt) return;
  if (status === 'accepted' && acceptedBy) {
    draft.record(endedAt, { action: 'invitation.accepted', actor: actorOf(acceptedBy), target });
  }
  if (status === 'revoked') draft.record(endedAt, { action: 'invitation.revoked', actor: actorOf(by), target });
  if (declinedBy !== undefined) {
    const actor = { kind: 'member', id: null, name: declinedBy } as const;
    draft.record(endedAt, { action: 'invitation.declined', actor, target });
  }
}

export function recordPromotion(draft: OrganizationDraft, member: Member, { from, daysAgo }: Promotion, by: Member) {
  draft.record(draft.time.daysAgo(daysAgo), {
    action: 'member.role_changed',
    actor: actorOf(by),
    target: { kind: 'member', id: member.id, name: member.name },
    changes: { role: { from, to: member.role } },
  });
}
