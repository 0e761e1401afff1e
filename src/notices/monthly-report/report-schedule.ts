import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';

/** The kind of `due_work` for an organization's next report, whether the report is turned on or not. */
export const REPORT_WORK = 'monthly-report';

/** Schedules the next report. */
export async function scheduleReport(tx: TenantTransaction, at: Date): Promise<void> {
  tx.locks.assertOrder('schedule');
  await tx.query(
    `insert into due_work (organization_id, kind, due_at) values ($1, $2, $3)
     on conflict (organization_id, kind) do update set due_at = excluded.due_at`,
    [tx.organizationId, REPORT_WORK, at],
  );
}

/** When the next report is scheduled; null: it is not. No other transaction schedules it until this one ends. */
export async function lockScheduledReport(tx: TenantTransaction): Promise<Date | null> {
  tx.locks.assertOrder('schedule');
  const [row] = await tx.query<{ due_at: string }>(
    'select due_at from due_work where organization_id = $1 and kind = $2 for update',
    [tx.organizationId, REPORT_WORK],
  );
  return row ? new Date(row.due_at) : null;
}

/** A purged organization gets no further reports. */
export async function unscheduleReport(tx: TenantTransaction): Promise<void> {
  await tx.query('delete from due_work where organization_id = $1 and kind = $2', [tx.organizationId, REPORT_WORK]);
}
