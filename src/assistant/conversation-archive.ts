import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { MembershipId } from '../platform/ids/ids.js';

/** What becomes of somebody's conversations when their membership ends, and when it lives again. */
@Injectable()
export class ConversationArchive {
  /**
   * Archives the conversations of a membership that has just ended, in the transaction of its end. They bear its moment, by
   * which {@link bringBack} knows them again.
   */
  async archive(tx: TenantTransaction, membershipId: MembershipId): Promise<void> {
    await tx.query(
      `update conversation c set archived_at = m.removed_at from membership m
       where c.organization_id = $1 and c.owner_id = $2 and c.archived_at is null
         and m.organization_id = $1 and m.id = $2`,
      [tx.organizationId, membershipId],
    );
  }

  /** Gives back what that removal archived. The membership still bears the moment of its end. */
  async bringBack(tx: TenantTransaction, membershipId: MembershipId): Promise<void> {
    await tx.query(
      `update conversation c set archived_at = null from membership m
       where c.organization_id = $1 and c.owner_id = $2 and c.archived_at = m.removed_at
         and m.organization_id = $1 and m.id = $2`,
      [tx.organizationId, membershipId],
    );
  }
}
