import type { PageClauses } from '../platform/lists/keyset.js';
import type { InvitationDto } from './dto/invitation.dto.js';
import { currentStatus } from './invitation.policy.js';
import type { InvitationEntity } from './invitation.entity.js';
import type { InvitationMailEntity } from './mail/invitation-mail.entity.js';

export interface InvitationRow extends Readonly<
  Pick<
    InvitationEntity,
    | 'id'
    | 'email'
    | 'role'
    | 'status'
    | 'invited_by'
    | 'message'
    | 'accepted_by'
    | 'created_at'
    | 'last_sent_at'
    | 'expires_at'
  >
> {
  readonly has_expired: boolean;
  readonly email_status: InvitationMailEntity['status'] | null;
  readonly inviter_name: string;
}

export const SELECT_INVITATION = `
  select i.id, i.email, i.role, i.status, i.expires_at <= clock_timestamp() as has_expired, mail.status as email_status,
         i.invited_by, coalesce(u.name, k.name) as inviter_name, i.message, i.accepted_by, i.created_at, i.last_sent_at, i.expires_at
  from invitation i
  left join membership m on m.organization_id = i.organization_id and m.id = i.invited_by
  left join user_account u on u.user_id = m.user_id
  left join api_key k on k.organization_id = i.organization_id and k.id = i.invited_by_key
  left join lateral (
    select status from invitation_mail
    where organization_id = i.organization_id and invitation_id = i.id
    order by created_at desc, id desc limit 1
  ) mail on true
  where i.organization_id = :organizationId`;

/** A stored status, and whether the invitation has expired; null where that makes no difference. */
interface StoredStatus {
  readonly status: InvitationEntity['status'];
  readonly hasExpired: boolean | null;
}

/** The stored statuses of those that a list shows: the stored one does not change by itself when an invitation expires. */
function storedStatuses(statuses: readonly InvitationEntity['status'][]): StoredStatus[] {
  const isShown = (status: InvitationEntity['status']): boolean => statuses.includes(status);
  const hasExpired = isShown('pending') === isShown('expired') ? null : isShown('expired');
  const others = statuses.filter((status) => status !== 'pending').map((status) => ({ status, hasExpired: null }));
  return isShown('pending') || isShown('expired') ? [{ status: 'pending', hasExpired }, ...others] : others;
}

/** The statement of a page; the organization and the limit are further values. */
interface InvitationPage {
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * A page of the invitations, or of those with some statuses: of each status a page is read along the index, and the first rows of
 * these are the answer.
 */
export function invitationPage(
  { where, orderBy, values }: PageClauses,
  statuses: readonly InvitationEntity['status'][] | undefined,
): InvitationPage {
  if (!statuses) return { text: `${SELECT_INVITATION} and ${where} order by ${orderBy} limit :limit`, values };
  const stored = storedStatuses(statuses);
  return {
    text: `select i.* from unnest(:stored::text[], :hasExpired::boolean[]) s (status, has_expired)
      cross join lateral (${SELECT_INVITATION} and i.status = s.status
        and (s.has_expired is null or (i.expires_at <= clock_timestamp()) = s.has_expired)
        and ${where} order by ${orderBy} limit :limit) i
      order by ${orderBy} limit :limit`,
    values: {
      ...values,
      stored: stored.map(({ status }) => status),
      hasExpired: stored.map(({ hasExpired }) => hasExpired),
    },
  };
}

export function toInvitation(row: InvitationRow): InvitationDto {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    status: currentStatus(row),
    emailStatus: row.email_status === 'sent' || row.email_status === 'queued' ? row.email_status : 'failed',
    invitedBy: { membershipId: row.invited_by, name: row.inviter_name },
    message: row.message,
    createdAt: row.created_at,
    lastSentAt: row.last_sent_at,
    expiresAt: row.expires_at,
  };
}
