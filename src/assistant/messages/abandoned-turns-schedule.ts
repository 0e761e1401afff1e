import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { DueSchedule } from '../../platform/jobs/index.js';
import { LEASE_LENGTH } from './message-queries.js';

/** The runs of the job for an organization's unanswered questions. */
export const ASSISTANT_WORK = new DueSchedule('assistant');

/** Makes sure that the job runs for the organization after the lease of the question that was just stored has expired. */
export async function scheduleAbandonedCheck(tx: TenantTransaction): Promise<void> {
  tx.locks.assertOrder('schedule');
  await ASSISTANT_WORK.runBy(tx, { after: LEASE_LENGTH });
}

/** Schedules the job's next run, at the end of the next lease. */
export async function scheduleNextRun(tx: TenantTransaction): Promise<void> {
  tx.locks.assertOrder('schedule');
  await ASSISTANT_WORK.reschedule(tx, async () => {
    const { next } = await tx.one<{ next: string | null }>(
      `select min(lease_until) as next from conversation_message where organization_id = $1 and status = 'pending'`,
      [tx.organizationId],
    );
    return next;
  });
}
