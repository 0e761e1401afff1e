import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog, type Actor } from '../../audit/audit-log.js';
import { Seats } from '../../billing/seats/seats.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { RevokedInviters, type RevokedInviter } from '../../access/revoked-inviters.event.js';
import type { InvitationId, MembershipId } from '../../platform/ids/ids.js';
import { InvitationMails } from '../mail/invitation-mails.js';

type Sender = Pick<RevokedInviter, 'kind' | 'id'>;

/** Which invitations stay pending when the person who sent them is removed. */
export type KeptInvitations = 'none' | 'member-and-viewer';

/**
 * The invitations `i` that a member (`:membershipId`) sent, by themselves or by one of their API keys. Invitations of a key that
 * stays valid are kept; for a member who is still active, `keys` says whether all of their keys count as revoked.
 */
function sentByMember(keys: 'all' | 'ended'): string {
  const ended = keys === 'all' ? '' : 'and (k.revoked_at is not null or k.expires_at <= statement_timestamp())';
  return `(i.invited_by = :membershipId or i.invited_by_key in (
    select k.id from api_key k where k.organization_id = :organizationId and k.created_by = :membershipId ${ended}))`;
}

const IS_PENDING = `i.organization_id = :organizationId and i.status = 'pending' and i.expires_at > statement_timestamp()`;

/** How many pending invitations a member (`:membershipId`) and their API keys have sent. */
export const COUNT_PENDING_INVITATIONS_OF = `select count(*) from invitation i where ${IS_PENDING} and ${sentByMember('all')}`;

/** The pending invitations of an organization that is deleted, or of a member who may no longer invite. */
@Injectable()
export class PendingInvitations implements OnModuleInit {
  constructor(
    private readonly seats: Seats,
    private readonly mails: InvitationMails,
    private readonly audit: AuditLog,
    private readonly endedInviters: RevokedInviters,
  ) {}

  onModuleInit(): void {
    this.endedInviters.on(async (tx, { by, ...sender }) => {
      // Keys are replaced routinely: only invitations to the role of admin are revoked with a key.
      await this.revokeSentBy(tx, sender, sender.kind === 'api_key' ? 'member-and-viewer' : 'none', by);
    });
  }

  /**
   * Counts the pending invitations to a person's addresses as used: they have become a member in another way. Their seats are
   * freed; the seats are locked.
   *
   * @returns how many seats were freed
   */
  async markAccepted(tx: TenantTransaction, userId: string, membershipId: MembershipId, by: Actor): Promise<number> {
    const accepted = await tx.query<{ id: InvitationId; email: string }>(
      `update invitation set status = 'accepted', accepted_by = $3, ended_at = statement_timestamp()
       where organization_id = $1 and status = 'pending' and expires_at > statement_timestamp()
         and email in (select email from user_email where user_id = $2)
       returning id, email`,
      [tx.organizationId, userId, membershipId],
    );
    this.seats.release(
      tx,
      accepted.map(({ id }) => id),
    );
    for (const { id, email } of accepted) {
      this.mails.supersedeMails(tx, id);
      this.audit.recordAuditEvent(tx, {
        action: 'invitation.accepted',
        actor: by,
        target: { kind: 'invitation', id, name: email },
      });
    }
    return accepted.length;
  }

  /**
   * Revokes all of them: their links become invalid, their emails are not sent, their seats become free. The seats are locked.
   */
  async revokeAll(tx: TenantTransaction, by: Actor): Promise<void> {
    await this.revoke(tx, 'true', {}, by);
  }

  /**
   * Revokes those that a member and their revoked keys sent, or that one key sent, so that no one can join by an invitation of
   * a person who may no longer invite. The seats are locked.
   *
   * @param kept which stay pending nevertheless
   */
  async revokeSentBy(tx: TenantTransaction, sender: Sender, kept: KeptInvitations, by: Actor): Promise<void> {
    const [sent, values] =
      sender.kind === 'member'
        ? [sentByMember('ended'), { membershipId: sender.id }]
        : ['i.invited_by_key = :keyId', { keyId: sender.id }];
    await this.revoke(tx, kept === 'none' ? sent : `${sent} and i.role = 'admin'`, values, by);
  }

  /** How many invitations of a member whose keys are revoked stay pending when those to members and viewers are kept. */
  async countKept(tx: TenantTransaction, id: MembershipId): Promise<number> {
    const { count } = await tx.one<{ count: number }>(
      `${COUNT_PENDING_INVITATIONS_OF} and (${sentByMember('ended')} and i.role = 'admin') is not true`,
      { organizationId: tx.organizationId, membershipId: id },
    );
    return count;
  }

  private async revoke(
    tx: TenantTransaction,
    condition: string,
    values: Readonly<Record<string, unknown>>,
    by: Actor,
  ): Promise<void> {
    tx.locks.assertOrder('other');
    const revoked = await tx.query<{ id: InvitationId; email: string }>(
      `update invitation i set status = 'revoked', ended_at = statement_timestamp()
       where ${IS_PENDING} and ${condition} returning id, email`,
      { organizationId: tx.organizationId, ...values },
    );
    this.seats.release(
      tx,
      revoked.map(({ id }) => id),
    );
    for (const { id, email } of revoked) {
      this.mails.supersedeMails(tx, id);
      this.audit.recordAuditEvent(tx, {
        action: 'invitation.revoked',
        actor: by,
        target: { kind: 'invitation', id, name: email },
      });
    }
  }
}
