import { Injectable } from '@nestjs/common';
import type { GlobalTransaction } from '../platform/database/global-database.js';
import type { UserId } from '../platform/ids/ids.js';

/** Enqueues the work that follows, in the transaction in which the account is deleted; answers the IDs of the outbox rows. */
export type AccountDeletionListener = (tx: GlobalTransaction, userId: UserId) => Promise<readonly string[]>;

/** Notifies the modules above that a user is permanently deleted, in the transaction that deletes the user. */
@Injectable()
export class AccountDeletions {
  private readonly listeners: AccountDeletionListener[] = [];

  onAccountDeleted(listener: AccountDeletionListener): void {
    this.listeners.push(listener);
  }

  /** The ids of the outbox rows to dispatch after the commit. */
  async announce(tx: GlobalTransaction, userId: UserId): Promise<string[]> {
    const rows: string[] = [];
    for (const listener of this.listeners) rows.push(...(await listener(tx, userId)));
    return rows;
  }
}
