import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '../database/tenant-transaction.js';

/** What an organization's new timezone means for whatever is kept in its local time. */
export interface TimezoneChanged {
  readonly from: string;
  readonly to: string;
}

/** Brings what counts in local time into line, in the transaction that changes the timezone. */
export type TimezoneListener = (tx: TenantTransaction, change: TimezoneChanged) => Promise<void>;

/**
 * Tells the rooms above that an organization counts in another timezone. Whoever announces it holds the organization's row,
 * so that nobody who holds it too (`for share`) counts in the old timezone meanwhile.
 */
@Injectable()
export class TimezoneChanges {
  private readonly listeners: TimezoneListener[] = [];

  onChanged(listener: TimezoneListener): void {
    this.listeners.push(listener);
  }

  async announce(tx: TenantTransaction, change: TimezoneChanged): Promise<void> {
    for (const listener of this.listeners) await listener(tx, change);
  }
}
