import { Injectable, type OnModuleInit } from '@nestjs/common';
import { periodName, spanOf } from '../../organization/revenue/fiscal-period.policy.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { OrganizationCreations } from '../../platform/events/organization-created.js';
import { TimezoneChanges } from '../../platform/events/timezone-changes.js';
import {
  DueWork,
  OutboxDispatcher,
  Repeatable,
  type JobContext,
  type JobPayload,
  type JobResult,
} from '../../platform/jobs/index.js';
import { latestDueMonth, dueAtInNewTimezone, nextDueAt } from './report-due.policy.js';
import { PRINT_JOB } from './report-print.job.js';
import { createReport } from './report-rows.js';
import { lockScheduledReport, scheduleReport, REPORT_WORK } from './report-schedule.js';

/** A report is enqueued at most this long after six o'clock. */
const INTERVAL_MS = 10_000;

interface OrganizationRow {
  readonly timezone: string;
  readonly fiscal_year_start_month: number;
  readonly created_at: string;
  readonly wanted: boolean;
  readonly now: string;
}

/**
 * Starts each organization's report on the first of the month, once. If the service was down at that time, only the
 * report of the latest month is created.
 */
@Injectable()
export class ReportScheduledRun implements OnModuleInit {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
    private readonly dispatcher: OutboxDispatcher,
    private readonly organizationCreations: OrganizationCreations,
    private readonly timezones: TimezoneChanges,
  ) {}

  onModuleInit(): void {
    this.organizationCreations.on((tx, { timezone }) => scheduleReport(tx, nextDueAt(new Date(), timezone)));
    this.timezones.on(async (tx, { from, to }) => {
      const scheduledAt = await lockScheduledReport(tx);
      await scheduleReport(tx, scheduledAt ? dueAtInNewTimezone(scheduledAt, from, to) : nextDueAt(new Date(), to));
    });
  }

  /** Runs for every organization whose report is due. */
  @Repeatable('monthly-reports', { every: INTERVAL_MS })
  run(_payload: JobPayload, { signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.forEachDueOrganization(REPORT_WORK, signal, (id) =>
      this.tenants.runAsSystem(id, (tx) => this.startReport(tx)),
    );
  }

  private async startReport(tx: TenantTransaction): Promise<void> {
    tx.locks.assertOrder('organization');
    // Locked, so that the timezone does not change until the next report is scheduled in it.
    const [organization] = await tx.query<OrganizationRow>(
      `select timezone, fiscal_year_start_month, created_at, clock_timestamp() as now,
              monthly_report and deleted_at is null as wanted
       from organization where organization_id = $1 for share`,
      [tx.organizationId],
    );
    // A purged organization gets no further reports.
    if (!organization) return REPORT_WORK.cancel(tx);
    const { timezone, wanted, created_at: createdAt } = organization;
    const now = new Date(organization.now);
    const month = latestDueMonth(now, timezone);
    const { until } = spanOf(month, { timezone, fiscalYearStartMonth: organization.fiscal_year_start_month });
    // There is nothing to report about the time before the organization was created.
    if (wanted && createdAt < until && (await createReport(tx, periodName(month)))) {
      this.enqueuePrint(tx, periodName(month));
    }
    await scheduleReport(tx, nextDueAt(now, timezone));
  }

  private enqueuePrint(tx: TenantTransaction, month: string): void {
    this.dispatcher.enqueue(tx, {
      queue: 'reports',
      name: PRINT_JOB,
      payload: { month },
    });
  }
}
