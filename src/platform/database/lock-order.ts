import type { AccessLockMode } from './access-lock.js';

/** Nest's injection token for the one order of the service's locks: their names, the first to be taken first. */
export const LOCK_ORDER = Symbol('LOCK_ORDER');

/**
 * Enforces the one order of locks: transactions that keep it may wait for each other, but never deadlock. A use case that
 * breaks it fails at once, in its first test, instead of once a month in production. The order begins after the organization's
 * access lock, which is the first statement of each transaction.
 */
export class LockOrder {
  private reached = 0;

  constructor(
    private readonly access: AccessLockMode,
    private readonly order: readonly string[],
  ) {}

  assertOrder(lock: string): void {
    const rank = this.order.indexOf(lock);
    if (rank < 0) throw new Error(`Not a lock of this service: ${lock}.`);
    if (rank < this.reached) throw new Error(`Locks out of order: ${lock} after ${this.order[this.reached] ?? ''}.`);
    this.reached = rank;
  }

  /** Called by every change of permissions: it must not run beside another write of the organization. */
  requireExclusiveAccess(): void {
    if (this.access !== 'exclusive') {
      throw new Error('Permissions are changed in a transaction that does not hold the access lock exclusively.');
    }
  }
}
