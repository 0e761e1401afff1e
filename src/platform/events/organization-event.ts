import type { TenantTransaction } from '../database/tenant-transaction.js';

/** Handles the event, in the transaction in which it happens. */
export type Listener<Fact> = (tx: TenantTransaction, fact: Fact) => Promise<void>;

/**
 * Something that happens to an organization and that the modules above have to handle. The module that announces it does not
 * know them; their changes are part of the same transaction, so that neither exists without the other.
 */
export abstract class OrganizationEvent<Fact> {
  private readonly listeners: Listener<Fact>[] = [];

  on(listener: Listener<Fact>): void {
    this.listeners.push(listener);
  }

  async announce(tx: TenantTransaction, fact: Fact): Promise<void> {
    for (const listener of this.listeners) await listener(tx, fact);
  }
}
