import { Injectable } from '@nestjs/common';
import type { UserId } from '../platform/ids/ids.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { GlobalTransaction } from '../platform/database/global-database.js';

/** Handles a new owner of an organization, in the transaction that transfers the ownership. */
export type OwnerListener = (tx: TenantTransaction) => Promise<void>;

/** Handles a user's new name and addresses, in the transaction that changes them. */
export type ContactListener = (tx: GlobalTransaction, userId: UserId) => Promise<void>;

/**
 * Notifies modules that keep a copy of an owner's name or address in another service, that the owner is another person now, or
 * that their name or address has changed.
 */
@Injectable()
export class OwnerChanges {
  private readonly ownerListeners: OwnerListener[] = [];
  private readonly contactListeners: ContactListener[] = [];

  onOwnerChanged(listener: OwnerListener): void {
    this.ownerListeners.push(listener);
  }

  onContactChanged(listener: ContactListener): void {
    this.contactListeners.push(listener);
  }

  /** The organization has another owner. */
  async announceOwner(tx: TenantTransaction): Promise<void> {
    for (const listener of this.ownerListeners) await listener(tx);
  }

  /** The name or the address of the user has changed. */
  async announceContact(tx: GlobalTransaction, userId: UserId): Promise<void> {
    for (const listener of this.contactListeners) await listener(tx, userId);
  }
}
