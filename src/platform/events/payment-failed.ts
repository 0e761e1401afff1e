import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '../database/tenant-transaction.js';
import type { OrganizationId } from '../ids/ids.js';

/** The provider could not take what an organization's subscription costs. */
export interface PaymentFailed {
  readonly organizationId: OrganizationId;
  /** Until then everything goes on; afterwards the organization is on Free. */
  readonly graceEndsAt: string;
}

/** Does what a failed payment means elsewhere, in the transaction that notes it. */
export type PaymentFailedListener = (tx: TenantTransaction, event: PaymentFailed) => Promise<void>;

/** Tells the rooms above that a payment failed, once for each time that payments begin to fail. */
@Injectable()
export class PaymentFailures {
  private readonly listeners: PaymentFailedListener[] = [];

  on(listener: PaymentFailedListener): void {
    this.listeners.push(listener);
  }

  async announce(tx: TenantTransaction, event: PaymentFailed): Promise<void> {
    for (const listener of this.listeners) await listener(tx, event);
  }
}
