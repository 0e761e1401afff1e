import type { Role } from './permissions.policy.js';
import type { Plan } from './plan.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';

export interface SubscriptionLock {
  readonly plan: Plan;
}

const LOCK_SUBSCRIPTION = 'select plan from subscription where organization_id = :organizationId for update';

/** Locks the organization's subscription: transactions that reserve, transfer or count seats run one after another. */
export async function lockSubscription(tx: TenantTransaction): Promise<SubscriptionLock> {
  tx.locks.assertOrder('subscription');
  return tx.one<SubscriptionLock>(LOCK_SUBSCRIPTION, { organizationId: tx.organizationId });
}

/** As {@link lockSubscription}, for an organization that may have been purged while this waited for its lock; null then. */
export async function lockSubscriptionIfAny(tx: TenantTransaction): Promise<SubscriptionLock | null> {
  tx.locks.assertOrder('subscription');
  const [subscription] = await tx.query<SubscriptionLock>(LOCK_SUBSCRIPTION, { organizationId: tx.organizationId });
  return subscription ?? null;
}

export interface LockedMembership {
  readonly id: string;
  readonly user_id: string;
  readonly role: Role;
  readonly status: 'active' | 'removed';
  readonly name: string;
}

/** Locks memberships in the order of their IDs and returns those that exist. */
export async function lockMemberships(tx: TenantTransaction, ids: readonly string[]): Promise<LockedMembership[]> {
  tx.locks.assertOrder('membership');
  return tx.query<LockedMembership>(
    `select m.id, m.user_id, m.role, m.status, u.name
     from membership m join user_account u on u.user_id = m.user_id
     where m.organization_id = $1 and m.id = any ($2::uuid[])
     order by m.id for update of m`,
    [tx.organizationId, ids],
  );
}

/**
 * Memberships that do not change until the end of the transaction: the access lock, which every transaction holds, keeps them
 * from being ended and their roles from being changed. Returns those that exist.
 */
export async function readMemberships(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<Pick<LockedMembership, 'id' | 'role' | 'status'>[]> {
  return tx.query<Pick<LockedMembership, 'id' | 'role' | 'status'>>(
    'select id, role, status from membership where organization_id = $1 and id = any ($2::uuid[])',
    [tx.organizationId, ids],
  );
}
