import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TenantTransaction } from '../database/tenant-transaction.js';
import type { UserId } from '../ids/ids.js';

/** Follows an organization's ownership, in the transaction that passes it on. */
export type OwnerListener = (tx: TenantTransaction) => Promise<void>;

/** Follows a user's name and addresses, in the transaction that changes them. */
export type ContactListener = (manager: EntityManager, userId: UserId) => Promise<void>;

/** Tells whoever keeps a copy of an owner's name or address outside that another person owns, or that these have changed. */
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

  /** The user is called otherwise, or reached under another address. */
  async announceContact(manager: EntityManager, userId: UserId): Promise<void> {
    for (const listener of this.contactListeners) await listener(manager, userId);
  }
}
