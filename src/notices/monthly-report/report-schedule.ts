import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { DueSchedule } from '../../platform/jobs/index.js';

/** The runs of the job for an organization's next report, whether the report is turned on or not. */
export const REPORT_WORK = new DueSchedule('monthly-report');

/** Schedules the next report. */
export async function scheduleReport(tx: TenantTransaction, at: Date): Promise<void> {
  tx.locks.assertOrder('schedule');
  await REPORT_WORK.runAt(tx, at);
}

/** When the next report is scheduled; null: it is not. No other transaction schedules it until this one ends. */
export async function lockScheduledReport(tx: TenantTransaction): Promise<Date | null> {
  tx.locks.assertOrder('schedule');
  return REPORT_WORK.lock(tx);
}
