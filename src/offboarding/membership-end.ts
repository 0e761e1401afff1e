import { Injectable } from '@nestjs/common';
import { ConversationArchive } from '../assistant/conversation-archive.js';
import { AuditLog, type Actor } from '../audit/audit-log.js';
import { ApiKeys } from '../identity/api-keys/api-keys.service.js';
import { Memberships } from '../membership/memberships.js';
import { OpenInvitations, type KeptInvitations } from '../invitation/open-invitations.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { MembershipId, ReassignmentId } from '../platform/ids/ids.js';
import type { GivenTargets } from './reassignment-rows.js';
import { Reassignments } from './reassignments.service.js';

/** How a membership ends. */
export interface Ending {
  readonly membershipId: MembershipId;
  /** The member's name in the audit log. */
  readonly name: string;
  /** The new owner of their records; null: the records become unassigned. */
  readonly handover: GivenTargets;
  readonly keys: 'end' | 'live-on';
  /** Which of the open invitations that they sent stay open. */
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
    private readonly invitations: OpenInvitations,
    private readonly conversations: ConversationArchive,
    private readonly audit: AuditLog,
  ) {}

  /** The caller holds the locks of the subscription and of the membership, and has checked that it may end. */
  async come(tx: TenantTransaction, ending: Ending): Promise<ReassignmentId> {
    const { membershipId: id, name, handover, action, by } = ending;
    this.memberships.end(tx, id);
    await this.conversations.archive(tx, id);
    if (ending.keys === 'end') await this.keys.endKeysOf(tx, id, null, by);
    this.audit.record(tx, {
      action,
      actor: by,
      target: { kind: 'member', id, name },
      changes: { status: { from: 'active', to: 'removed' }, ...(await this.kept(tx, ending)) },
    });
    await this.invitations.revokeSentBy(tx, { kind: 'member', id }, ending.invitations, by);
    return this.reassignments.owe(tx, id, handover, by);
  }

  /** The API keys, and the number of invitations, that stay active after the removal, for the audit log. */
  private async kept(tx: TenantTransaction, { membershipId, keys, invitations }: Ending) {
    return {
      ...(keys === 'live-on' ? { keptApiKeys: { from: null, to: await this.keys.liveKeysOf(tx, membershipId) } } : {}),
      ...(invitations === 'none'
        ? {}
        : { keptInvitations: { from: null, to: await this.invitations.countKept(tx, membershipId) } }),
    };
  }
}
