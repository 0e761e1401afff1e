import type { TenantTransaction } from './tenant-transaction.js';

const ORDER = ['subscription', 'membership', 'other'] as const;
type Lock = (typeof ORDER)[number];

/**
 * The one order in which rows are locked: the subscription, then memberships by id, then the rest. Two transactions
 * that keep to it can wait for each other but never in a circle. A use case that strays from it fails at once, in its
 * first test, instead of once a month.
 */
export class LockOrder {
  private reached = 0;

  take(lock: Lock): void {
    const rank = ORDER.indexOf(lock);
    if (rank < this.reached) throw new Error(`Locks out of order: ${lock} after ${ORDER[this.reached] ?? ''}.`);
    this.reached = rank;
  }
}

export interface SubscriptionLock {
  readonly plan: 'free' | 'starter' | 'pro' | 'enterprise';
}

/** Locks the organization's subscription: whatever takes, passes on or counts seats goes one after another. */
export async function lockSubscription(tx: TenantTransaction): Promise<SubscriptionLock> {
  tx.locks.take('subscription');
  return tx.one<SubscriptionLock>('select plan from subscription where organization_id = $1 for update', [
    tx.organizationId,
  ]);
}

export interface LockedMembership {
  readonly id: string;
  readonly user_id: string;
  readonly role: 'owner' | 'admin' | 'member' | 'viewer';
  readonly status: 'active' | 'removed';
  readonly name: string;
}

/** Locks memberships in the order of their ids and answers those that exist. */
export async function lockMemberships(tx: TenantTransaction, ids: readonly string[]): Promise<LockedMembership[]> {
  tx.locks.take('membership');
  return tx.query<LockedMembership>(
    `select m.id, m.user_id, m.role, m.status, u.name
     from membership m join user_account u on u.user_id = m.user_id
     where m.organization_id = $1 and m.id = any ($2::uuid[])
     order by m.id for update of m`,
    [tx.organizationId, ids],
  );
}
