import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { periodFacts } from '../../analytics/report/report.policy.js';
import { Reports, type PrintedReport } from '../../analytics/report/report.service.js';
import { parsePeriod, periodName, type Month } from '../../organization/revenue/fiscal-period.policy.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import {
  JobGivenUp,
  JobHandler,
  organizationJobKind,
  type JobResult,
  type PayloadOf,
} from '../../platform/jobs/index.js';
import { Notices } from '../notices.js';
import { highlightsOf } from './report-highlights.policy.js';
import { dueAt, latestDueMonth, shiftMonth } from './report-due.policy.js';
import { finishReport, lockOpenReport, listReportRecipients } from './report-rows.js';
import { REPORT_QUEUE } from '../notices.queues.js';

export const REPORT_PRINT = organizationJobKind(REPORT_QUEUE, 'print-monthly-report', {
  month: z.string().transform((text, context): Month => {
    const period = parsePeriod(text);
    if (period?.kind === 'month') return period;
    context.addIssue('This is not a month.');
    return z.NEVER;
  }),
});

type PrintPayload = PayloadOf<typeof REPORT_PRINT>;

/**
 * Prints an organization's report of a month, once, and enqueues the emails with it. The print and all emails are
 * written in one transaction, so that a process that crashes meanwhile leaves only the job.
 */
@Injectable()
export class ReportPrintJob {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly reports: Reports,
    private readonly notices: Notices,
  ) {}

  @JobHandler(REPORT_PRINT)
  async print({ organizationId, month }: PrintPayload): Promise<JobResult> {
    const wanted = await this.tenants.runAsSystem(organizationId, (tx) => this.isWanted(tx, month));
    if (!wanted) return 'done';
    const printed = await this.reports.createForOrganization(organizationId, month);
    await this.tenants.runAsSystem(organizationId, (tx) => this.enqueueMails(tx, month, printed));
    return 'done';
  }

  /** A report that cannot be printed is dropped. The next month has a report of its own. */
  @JobGivenUp(REPORT_PRINT)
  async giveUp({ organizationId, month }: PrintPayload): Promise<void> {
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
    const highlights = highlightsOf(facts);
    for (const recipientId of await listReportRecipients(tx)) {
      await this.notices.enqueueNotice(tx, {
        kind: 'monthly-report',
        facts: { month: periodName(month), revenue, target, attainment, highlights, asOf: plan.now.toISOString() },
        occasion: `${periodName(month)} ${recipientId}`,
        staleAt: dueAt(shiftMonth(month, 1), report.timezone).toISOString(),
        to: recipientId,
      });
    }
    await finishReport(tx, periodName(month), pdf);
  }
}
