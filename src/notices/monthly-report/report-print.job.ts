import { Injectable } from '@nestjs/common';
import { periodFacts } from '../../analytics/report/report.policy.js';
import { Reports, type PrintedReport } from '../../analytics/report/report.service.js';
import { parsePeriod, periodName, type Month } from '../../organization/revenue/fiscal-period.policy.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { parseId, type OrganizationId } from '../../platform/ids/ids.js';
import { JobGivenUp, JobHandler, type JobContext, type JobPayload, type JobResult } from '../../platform/jobs/index.js';
import { Notices } from '../notices.js';
import { dueAt, latestDueMonth, shiftMonth } from './report-due.policy.js';
import { finishReport, lockOpenReport, listReportRecipients } from './report-rows.js';
import { REPORT_QUEUE } from '../notices.queues.js';

export const PRINT_JOB = 'print-monthly-report';

/**
 * Prints an organization's report of a month, once, and enqueues the mails with it. The print and all mails are
 * written in one transaction, so that a process that crashes meanwhile leaves only the job.
 */
@Injectable()
export class ReportPrintJob {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly reports: Reports,
    private readonly notices: Notices,
  ) {}

  @JobHandler(REPORT_QUEUE, PRINT_JOB)
  async print(payload: JobPayload, context: JobContext): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const month = typeof payload['month'] === 'string' ? parsePeriod(payload['month']) : null;
    if (!organizationId || month?.kind !== 'month') return 'done';
    const wanted = await this.tenants.runAsSystem(organizationId, (tx) => this.isWanted(tx, month));
    if (!wanted) return 'done';
    const printed = await this.reports.createForOrganization(organizationId, month);
    await this.tenants.runAsSystem(organizationId, (tx) => this.enqueueMails(tx, month, printed));
    return 'done';
  }

  /** A report that cannot be printed is dropped. The next month has a report of its own. */
  @JobGivenUp(REPORT_QUEUE, PRINT_JOB)
  async giveUp(payload: JobPayload, context: JobContext): Promise<void> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const month = typeof payload['month'] === 'string' ? parsePeriod(payload['month']) : null;
    if (!organizationId || month?.kind !== 'month') return;
    await this.tenants.runAsSystem(organizationId, async (tx) => {
      tx.locks.assertOrder('other');
      if (await lockOpenReport(tx, periodName(month))) await finishReport(tx, periodName(month), null);
    });
  }

  /** Ends a report that is no longer wanted: it was turned off, the organization was deleted, or the next one is due. */
  private async isWanted(tx: TenantTransaction, month: Month): Promise<boolean> {
    tx.locks.assertOrder('other');
    const report = await lockOpenReport(tx, periodName(month));
    if (!report) return false;
    const latest = latestDueMonth(new Date(report.now), report.timezone);
    const wanted = report.wanted && periodName(latest) <= periodName(month);
    if (!wanted) await finishReport(tx, periodName(month), null);
    return wanted;
  }

  private async enqueueMails(tx: TenantTransaction, month: Month, { facts, pdf }: PrintedReport): Promise<void> {
    tx.locks.assertOrder('other');
    const report = await lockOpenReport(tx, periodName(month));
    if (!report) return;
    const { plan } = facts;
    const { revenue, target, attainment } = periodFacts(facts).own;
    for (const recipientId of await listReportRecipients(tx)) {
      await this.notices.enqueueNotice(tx, {
        kind: 'monthly-report',
        facts: { month: periodName(month), revenue, target, attainment, asOf: plan.now.toISOString() },
        occasion: `${periodName(month)} ${recipientId}`,
        staleAt: dueAt(shiftMonth(month, 1), report.timezone).toISOString(),
        to: recipientId,
      });
    }
    await finishReport(tx, periodName(month), pdf);
  }
}
