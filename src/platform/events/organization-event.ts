import type { TenantTransaction } from '../database/tenant-transaction.js';

/** Draws a consequence, in the transaction of what happened. */
export type Listener<Fact> = (tx: TenantTransaction, fact: Fact) => Promise<void>;

/**
 * Something that happens to an organization and that the rooms above have to hear of. Whoever announces it knows none of them;
 * what they do belongs to the same transaction, so that neither exists without the other.
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
