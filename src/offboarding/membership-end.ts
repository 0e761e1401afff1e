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
  /** The name by which the audit log knows them. */
  readonly name: string;
  /** Who gets what they own; null: it becomes unassigned. */
  readonly handover: GivenTargets;
  readonly keys: 'end' | 'live-on';
  /** Which of the open invitations that they sent stay open. */
  readonly invitations: KeptInvitations;
  readonly action: 'member.left' | 'member.removed';
  readonly by: Actor;
}

/** What the end of every membership means, whoever wants it: by a removal, by leaving, with the account. */
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

  /** The caller holds the locks of the subscription and of the membership, and has made sure that it may end. */
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

  /** What goes on working on the word of somebody who is removed, for the audit log: key by key, and how many invitations. */
  private async kept(tx: TenantTransaction, { membershipId, keys, invitations }: Ending) {
    return {
      ...(keys === 'live-on' ? { keptApiKeys: { from: null, to: await this.keys.liveKeysOf(tx, membershipId) } } : {}),
      ...(invitations === 'none'
        ? {}
        : { keptInvitations: { from: null, to: await this.invitations.countKept(tx, membershipId) } }),
    };
  }
}
