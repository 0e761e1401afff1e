import { Injectable } from '@nestjs/common';
import { Seats } from '../../billing/seats/seats.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { DAYS_OPEN } from '../invitation.policy.js';

/** Whether an address may be invited, and until when an invitation created now would be pending. */
export interface AddressCheck {
  /** Whether the address has a pending invitation. */
  readonly isInvited: boolean;
  /** The database's clock. */
  readonly now: string;
  readonly expiresAt: string;
}

/** Which addresses have a pending invitation. */
@Injectable()
export class InvitedAddresses {
  constructor(private readonly seats: Seats) {}

  /** Looks for a pending invitation of the address; one that has expired meanwhile is stored as expired. */
  async checkAddress(tx: TenantTransaction, email: string): Promise<AddressCheck> {
    tx.executeDeferred(
      `update invitation set status = 'expired', ended_at = expires_at
       where organization_id = $1 and email = $2 and status = 'pending' and expires_at <= statement_timestamp()`,
      [tx.organizationId, email],
    );
    this.seats.releaseExpired(tx);
    return tx.one<AddressCheck>(
      `select exists (select 1 from invitation where organization_id = $1 and email = $2 and status = 'pending') as "isInvited",
              now, now + interval '${DAYS_OPEN} days' as "expiresAt"
       from (select clock_timestamp() as now) clock`,
      [tx.organizationId, email],
    );
  }
}
