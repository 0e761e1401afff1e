import type { AccessLockMode } from './access-lock.js';

/**
 * The one order in which a transaction takes its locks, after the organization's access lock, which is the first statement of
 * each:
 *
 * 1. `subscription`: seats, plan and credits.
 * 2. `membership`: by id.
 * 3. `run`: the row of an import or a reassignment.
 * 4. `organization`: its settings.
 * 5. `parent-record`: records that others refer to, as deals refer to their lead.
 * 6. `record`: records that refer to others.
 * 7. `schedule`: the organization's row of `due_work`.
 * 8. `other`: everything else, one row in a transaction.
 *
 * Several rows of one kind are locked in the order of their creation (`created_at, id`).
 */
const ORDER = [
  'subscription',
  'membership',
  'run',
  'organization',
  'parent-record',
  'record',
  'schedule',
  'other',
] as const;
export type Lock = (typeof ORDER)[number];

/**
 * Enforces the one order of locks: transactions that keep it may wait for each other, but never deadlock. A use case that
 * breaks it fails at once, in its first test, instead of once a month in production.
 */
export class LockOrder {
  private reached = 0;

  constructor(private readonly access: AccessLockMode) {}

  assertOrder(lock: Lock): void {
    const rank = ORDER.indexOf(lock);
    if (rank < this.reached) throw new Error(`Locks out of order: ${lock} after ${ORDER[this.reached] ?? ''}.`);
    this.reached = rank;
  }

  /** Called by every change of permissions: it must not run beside another write of the organization. */
  requireExclusiveAccess(): void {
    if (this.access !== 'exclusive') {
      throw new Error('Permissions are changed in a transaction that does not hold the access lock exclusively.');
    }
  }
}
