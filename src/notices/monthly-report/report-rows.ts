import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { MembershipId } from '../../platform/ids/ids.js';

/** Stores that a month's report is to be created; false: it was stored before. */
export async function createReport(tx: TenantTransaction, month: string): Promise<boolean> {
  const created = await tx.query(
    'insert into monthly_report (organization_id, month) values ($1, $2) on conflict do nothing returning 1',
    [tx.organizationId, month],
  );
  return created.length > 0;
}

/** What is needed to create a report. */
export interface OpenReport {
  readonly wanted: boolean;
  readonly timezone: string;
  readonly now: string;
}

/**
 * A report that is to be created; null: it has ended, or the organization was purged. Concurrent transactions for it
 * wait for one another.
 */
export async function lockOpenReport(tx: TenantTransaction, month: string): Promise<OpenReport | null> {
  const [row] = await tx.query<OpenReport>(
    `select o.monthly_report and o.deleted_at is null as wanted, o.timezone, clock_timestamp() as now
     from monthly_report r
     join organization o on o.organization_id = r.organization_id
     where r.organization_id = $1 and r.month = $2 and r.ended_at is null
     for update of r`,
    [tx.organizationId, month],
  );
  return row ?? null;
}

/** Ends the creation of a report. The PDF is kept for the emails that are pending, if any. */
export async function finishReport(tx: TenantTransaction, month: string, pdf: Buffer | null): Promise<void> {
  await tx.query(
    'update monthly_report set ended_at = statement_timestamp(), pdf = $3 where organization_id = $1 and month = $2',
    [tx.organizationId, month, pdf],
  );
}

/** The recipients of the report: the owner and every admin who has not unsubscribed. */
export async function listReportRecipients(tx: TenantTransaction): Promise<MembershipId[]> {
  const rows = await tx.query<{ id: MembershipId }>(
    `select m.id from membership m
     where m.organization_id = $1 and m.status = 'active' and m.role in ('owner', 'admin')
       and not exists (
         select 1 from email_opt_out x
         where x.organization_id = m.organization_id and x.membership_id = m.id and x.kind = 'monthly-report')
     order by m.id`,
    [tx.organizationId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Makes concurrent transactions that end the last two emails of a report wait for one another, so that the second one
 * notices that it is the last.
 */
export async function lockReport(tx: TenantTransaction, month: string): Promise<void> {
  await tx.query('select 1 from monthly_report where organization_id = $1 and month = $2 for update', [
    tx.organizationId,
    month,
  ]);
}

/** Deletes the PDF when no email with it is pending. */
export async function deletePdfIfSent(tx: TenantTransaction, month: string): Promise<void> {
  await tx.query(
    `update monthly_report set pdf = null
     where organization_id = $1 and month = $2 and not exists (
       select 1 from notice where organization_id = $1 and kind = 'monthly-report' and status = 'queued'
         and facts ->> 'month' = $2)`,
    [tx.organizationId, month],
  );
}
