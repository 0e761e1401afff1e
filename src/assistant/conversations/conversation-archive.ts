import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { MembershipId } from '../../platform/ids/ids.js';

/** Archives a member's conversations when the membership ends, and restores them when it is reactivated. */
@Injectable()
export class ConversationArchive {
  /**
   * Archives the conversations of a membership that has just ended, in the same transaction. They get the time of the
   * removal, by which {@link restoreConversations} finds them.
   */
  async archiveConversations(tx: TenantTransaction, membershipId: MembershipId): Promise<void> {
    await tx.query(
      `update conversation c set archived_at = m.removed_at from membership m
       where c.organization_id = $1 and c.owner_id = $2 and c.archived_at is null
         and m.organization_id = $1 and m.id = $2`,
      [tx.organizationId, membershipId],
    );
  }

  /** Restores the conversations that the last removal archived. The membership still has the time of that removal. */
  async restoreConversations(tx: TenantTransaction, membershipId: MembershipId): Promise<void> {
    await tx.query(
      `update conversation c set archived_at = null from membership m
       where c.organization_id = $1 and c.owner_id = $2 and c.archived_at = m.removed_at
         and m.organization_id = $1 and m.id = $2`,
      [tx.organizationId, membershipId],
    );
  }
}
