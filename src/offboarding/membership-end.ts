import { Injectable } from '@nestjs/common';
import { ConversationArchive } from '../assistant/conversation-archive.js';
import { AuditLog, type Actor } from '../audit/audit-log.js';
import { ApiKeys } from '../identity/api-keys/api-keys.service.js';
import { Memberships } from '../membership/memberships.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { MembershipId, ReassignmentId } from '../platform/ids/ids.js';
import { Reassignments } from './reassignments.service.js';

/** How a membership ends. */
export interface Ending {
  readonly membershipId: MembershipId;
  /** The name by which the audit log knows them. */
  readonly name: string;
  readonly heir: MembershipId | null;
  readonly keys: 'end' | 'live-on';
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
    private readonly conversations: ConversationArchive,
    private readonly audit: AuditLog,
  ) {}

  /** The caller holds the locks of the subscription and of the membership, and has made sure that it may end. */
  async come(tx: TenantTransaction, ending: Ending): Promise<ReassignmentId> {
    const { membershipId: id, name, heir, keys, action, by } = ending;
    this.memberships.end(tx, id);
    await this.conversations.archive(tx, id);
    if (keys === 'end') await this.keys.endKeysOf(tx, id, null, by);
    const reassignmentId = await this.reassignments.owe(tx, id, heir, by);
    this.audit.record(tx, {
      action,
      actor: by,
      target: { kind: 'member', id, name },
      changes: { status: { from: 'active', to: 'removed' } },
    });
    return reassignmentId;
  }
}
