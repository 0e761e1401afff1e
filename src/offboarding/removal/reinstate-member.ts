import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { ConversationArchive } from '../../assistant/conversations/conversation-archive.js';
import { AuditLog } from '../../audit/audit-log.js';
import { seatLimitProblem } from '../../billing/billing.problems.js';
import { hasFreeSeat } from '../../billing/seats/seat.policy.js';
import { Seats } from '../../billing/seats/seats.js';
import { PendingInvitations } from '../../invitation/invite/pending-invitations.js';
import { Memberships } from '../../membership/memberships.js';
import { Members } from '../../membership/members.service.js';
import { DAYS_TO_REINSTATE, refusalOfReinstatement } from '../../membership/membership.policy.js';
import { memberNotFound } from '../../membership/membership.problems.js';
import { lockMemberships } from '../../access/locks.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import { permissionDenied, missingPermission } from '../../access/access.problems.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import type { ReinstatedMemberDto } from '../dto/removal-preview.dto.js';
import { Reassignments } from '../reassignment/reassignments.service.js';

interface RemovedRow {
  readonly is_too_late: boolean;
  readonly is_member_again: boolean;
  readonly is_account_deleted: boolean;
  readonly is_by_own_key: boolean;
}

/** Undoes removals. */
@Injectable()
export class Reinstatements {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly seats: Seats,
    private readonly invitations: PendingInvitations,
    private readonly members: Members,
    private readonly memberships: Memberships,
    private readonly reassignments: Reassignments,
    private readonly conversations: ConversationArchive,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes the same membership active again, as it was, within seven days of its removal. Records that the removal
   * moved, and that were not reassigned since, are returned by a reassignment; conversations are restored from the
   * archive; API keys are not. A pending invitation to the member is marked as accepted, and its seat becomes theirs.
   *
   * @throws 404 `member-not-found`, 403 by a key that the removed member created, 409 `already-a-member`,
   *   `account-deleted`, `reinstatement-expired`, `seat-limit-reached`
   */
  async reinstate(auth: AuthorizedContext, id: MembershipId): Promise<ReinstatedMemberDto> {
    return this.tenants.changeAccess(auth, async (tx) => {
      const seats = await this.seats.lock(tx);
      const [member] = await lockMemberships(tx, [id]);
      if (!member) throw new Problem(memberNotFound);
      const removed = await readRemovedMember(tx, id, auth.caller.id);
      const refusal = refusalOfReinstatement({
        status: member.status,
        isTooLate: removed.is_too_late,
        isMemberAgain: removed.is_member_again,
        isAccountDeleted: removed.is_account_deleted,
        isByOwnKey: removed.is_by_own_key,
      });
      if (refusal === permissionDenied) throw missingPermission('members:manage');
      if (refusal) throw new Problem(refusal);
      const freed = await this.invitations.markAccepted(tx, member.user_id, id, auth.actor);
      if (!hasFreeSeat({ ...seats, used: seats.used - freed })) throw seatLimitProblem(seats);
      await this.conversations.restoreConversations(tx, id);
      await this.memberships.reinstate(tx, id);
      const { reassignmentId, records } = await this.reassignments.enqueueReturn(tx, id, auth.actor);
      this.audit.recordAuditEvent(tx, {
        action: 'member.reinstated',
        actor: auth.actor,
        target: { kind: 'member', id, name: member.name },
        changes: { status: { from: 'removed', to: 'active' }, records: { from: null, to: records } },
      });
      return Object.assign(await this.members.getIn(tx, id), { reassignmentId });
    });
  }
}

async function readRemovedMember(tx: TenantTransaction, id: MembershipId, callerId: string): Promise<RemovedRow> {
  return tx.one<RemovedRow>(
    `select coalesce(m.removed_at <= clock_timestamp() - interval '${DAYS_TO_REINSTATE} days', false) as is_too_late,
            exists (select 1 from membership other
                    where other.organization_id = m.organization_id and other.user_id = m.user_id
                      and other.status = 'active' and other.id <> m.id) as is_member_again,
            u.deleted_at is not null as is_account_deleted,
            exists (select 1 from api_key k
                    where k.organization_id = m.organization_id and k.id = $3 and k.created_by = m.id) as is_by_own_key
     from membership m join user_account u on u.user_id = m.user_id
     where m.organization_id = $1 and m.id = $2`,
    [tx.organizationId, id, callerId],
  );
}
