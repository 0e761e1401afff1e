import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { DueSchedule } from '../platform/jobs/index.js';
import { DAYS_BEFORE_EXPIRY, DAYS_KEPT } from './notification.policy.js';

/** The runs of the job that tells of an organization's keys that expire. */
export const EXPIRING_KEYS_WORK = new DueSchedule('expiring-api-keys');

/** The runs of the job that deletes an organization's old notifications. */
export const OLD_NOTIFICATIONS_WORK = new DueSchedule('old-notifications');

const DAY_MS = 86_400_000;

/** Makes sure that the job runs when this key expires soon. */
export async function scheduleExpiryCheck(tx: TenantTransaction, expiresAt: Date): Promise<void> {
  tx.locks.assertOrder('schedule');
  await EXPIRING_KEYS_WORK.runBy(tx, { at: new Date(expiresAt.getTime() - DAYS_BEFORE_EXPIRY * DAY_MS) });
}

/** Schedules the job for the key that expires next of those that do not expire soon yet. */
export async function scheduleNextExpiryCheck(tx: TenantTransaction): Promise<void> {
  tx.locks.assertOrder('schedule');
  await EXPIRING_KEYS_WORK.reschedule(tx, async () => {
    const { next } = await tx.one<{ next: string | null }>(
      `select min(expires_at) - interval '${DAYS_BEFORE_EXPIRY} days' as next from api_key
       where organization_id = $1 and revoked_at is null
         and expires_at > clock_timestamp() + interval '${DAYS_BEFORE_EXPIRY} days'`,
      [tx.organizationId],
    );
    return next;
  });
}

/** Schedules the first deletion of a new organization's notifications. */
export async function scheduleFirstDeletion(tx: TenantTransaction): Promise<void> {
  tx.locks.assertOrder('schedule');
  await OLD_NOTIFICATIONS_WORK.runBy(tx, { after: `${DAYS_KEPT} days` });
}

/** Schedules the next deletion: when the oldest notification is old, at least a day later, so that it runs once a day at most. */
export async function scheduleNextDeletion(tx: TenantTransaction): Promise<void> {
  tx.locks.assertOrder('schedule');
  await OLD_NOTIFICATIONS_WORK.reschedule(tx, async () => {
    const { next } = await tx.one<{ next: string }>(
      `select greatest(coalesce(min(created_at), clock_timestamp()) + interval '${DAYS_KEPT} days',
                       clock_timestamp() + interval '1 day') as next
       from notification where organization_id = $1`,
      [tx.organizationId],
    );
    return next;
  });
}
