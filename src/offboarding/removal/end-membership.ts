import { Injectable } from '@nestjs/common';
import { ConversationArchive } from '../../assistant/conversations/conversation-archive.js';
import { AuditLog, type Actor } from '../../audit/audit-log.js';
import { ApiKeys } from '../../identity/api-keys/api-keys.service.js';
import { Memberships } from '../../membership/memberships.js';
import { PendingInvitations, type KeptInvitations } from '../../invitation/invite/pending-invitations.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { MembershipId, ReassignmentId } from '../../platform/ids/ids.js';
import { countHandover } from '../reassignment/audited-records.js';
import type { NewOwner } from '../reassignment/reassignment.policy.js';
import { requestedTargets } from '../reassignment/reassignment-rows.js';
import { Reassignments } from '../reassignment/reassignments.service.js';

/** How to end a membership. */
export interface MembershipEndOptions {
  readonly membershipId: MembershipId;
  /** The member's name in the audit log. */
  readonly name: string;
  /** The new owners of their records; none: the records become unassigned. */
  readonly newOwners: readonly NewOwner[];
  readonly keys: 'revoke' | 'keep';
  /** Which of the pending invitations that they sent stay open. */
  readonly invitations: KeptInvitations;
  readonly action: 'member.left' | 'member.removed';
  readonly by: Actor;
}

/** Ends a membership, for every cause: a removal, leaving, or the deletion of the account. */
@Injectable()
export class MembershipEnd {
  constructor(
    private readonly memberships: Memberships,
    private readonly reassignments: Reassignments,
    private readonly keys: ApiKeys,
    private readonly invitations: PendingInvitations,
    private readonly conversations: ConversationArchive,
    private readonly audit: AuditLog,
  ) {}

  /** The caller holds the locks of the subscription and of the membership, and has checked that it may end. */
  async endMembership(tx: TenantTransaction, options: MembershipEndOptions): Promise<ReassignmentId> {
    const { membershipId: id, name, newOwners, action, by } = options;
    this.memberships.remove(tx, id);
    const [records] = await Promise.all([
      countHandover(tx, id, newOwners),
      this.conversations.archiveConversations(tx, id),
    ]);
    if (options.keys === 'revoke') await this.keys.revokeKeysOf(tx, id, null, by);
    this.audit.recordAuditEvent(tx, {
      action,
      actor: by,
      target: { kind: 'member', id, name },
      changes: {
        status: { from: 'active', to: 'removed' },
        records: { from: null, to: records },
        ...(await this.keptAccess(tx, options)),
      },
    });
    await this.invitations.revokeSentBy(tx, { kind: 'member', id }, options.invitations, by);
    return this.reassignments.enqueueHandover(tx, id, requestedTargets(newOwners), by);
  }

  /** The API keys, and the number of invitations, that stay active after the removal, for the audit log. */
  private async keptAccess(tx: TenantTransaction, { membershipId, keys, invitations }: MembershipEndOptions) {
    return {
      ...(keys === 'keep' ? { keptApiKeys: { from: null, to: await this.keys.activeKeysOf(tx, membershipId) } } : {}),
      ...(invitations === 'none'
        ? {}
        : { keptInvitations: { from: null, to: await this.invitations.countKept(tx, membershipId) } }),
    };
  }
}
