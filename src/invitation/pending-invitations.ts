import { Injectable } from '@nestjs/common';
import { Seats } from '../billing/seats.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';

/** Which addresses have an open invitation. */
@Injectable()
export class PendingInvitations {
  constructor(private readonly seats: Seats) {}

  /** Whether the address has an open invitation; one that has run out meanwhile is written down as expired. */
  async hasOpen(tx: TenantTransaction, email: string): Promise<boolean> {
    const expired = await tx.query<{ id: string }>(
      `update invitation set status = 'expired', ended_at = expires_at
       where organization_id = $1 and email = $2 and status = 'pending' and expires_at <= clock_timestamp() returning id`,
      [tx.organizationId, email],
    );
    await this.seats.release(
      tx,
      expired.map(({ id }) => id),
    );
    const pending = await tx.query(
      `select 1 from invitation where organization_id = $1 and email = $2 and status = 'pending'`,
      [tx.organizationId, email],
    );
    return pending.length > 0;
  }
}
