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

/** The present status; the stored one does not change by itself when an invitation expires. */
export const CURRENT_STATUS = `case when i.status = 'pending' and i.expires_at <= clock_timestamp() then 'expired' else i.status end`;

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
