import { Injectable } from '@nestjs/common';
import { AuditLog, type Actor } from '../audit/audit-log.js';
import { Seats } from '../billing/seats.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { InvitationId, MembershipId } from '../platform/ids/ids.js';
import { InvitationMails } from './invitation-mails.js';

/** The open invitations of an organization that ends. */
@Injectable()
export class OpenInvitations {
  constructor(
    private readonly seats: Seats,
    private readonly mails: InvitationMails,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Counts the open invitations to somebody's addresses as used: they have come in another way. Their seats are free then; the
   * seats are locked.
   *
   * @returns how many seats that freed
   */
  async useUp(tx: TenantTransaction, userId: string, by: MembershipId): Promise<number> {
    const used = await tx.query<{ id: InvitationId }>(
      `update invitation set status = 'accepted', accepted_by = $3, ended_at = clock_timestamp()
       where organization_id = $1 and status = 'pending' and expires_at > clock_timestamp()
         and email in (select email from user_email where user_id = $2)
       returning id`,
      [tx.organizationId, userId, by],
    );
    this.seats.release(
      tx,
      used.map(({ id }) => id),
    );
    for (const { id } of used) this.mails.supersede(tx, id);
    return used.length;
  }

  /** Revokes all of them: their links end, their mails are not sent any more, their seats are free. The seats are locked. */
  async revokeAll(tx: TenantTransaction, by: Actor): Promise<void> {
    tx.locks.take('other');
    const revoked = await tx.query<{ id: InvitationId; email: string }>(
      `update invitation set status = 'revoked', ended_at = clock_timestamp()
       where organization_id = $1 and status = 'pending' and expires_at > clock_timestamp() returning id, email`,
      [tx.organizationId],
    );
    this.seats.release(
      tx,
      revoked.map(({ id }) => id),
    );
    for (const { id, email } of revoked) {
      this.mails.supersede(tx, id);
      this.audit.record(tx, {
        action: 'invitation.revoked',
        actor: by,
        target: { kind: 'invitation', id, name: email },
      });
    }
  }
}
