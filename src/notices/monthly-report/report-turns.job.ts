import { Injectable, type OnModuleInit } from '@nestjs/common';
import { periodName, spanOf } from '../../organization/fiscal-period.policy.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Foundings } from '../../platform/events/founded.js';
import { TimezoneChanges } from '../../platform/events/timezone-changes.js';
import {
  DueWork,
  JobRelay,
  Repeatable,
  type JobContext,
  type JobPayload,
  type JobResult,
} from '../../platform/jobs/index.js';
import { latestDue, movedDueAt, nextDueAt } from './report-due.policy.js';
import { PRINT_JOB } from './report-print.job.js';
import { beginReport } from './report-rows.js';
import { lockPlannedReport, planNoReport, planReport, REPORT_WORK } from './report-schedule.js';

/** A report is enqueued at most this long after six o'clock. */
const EVERY = 10_000;

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
export class ReportTurns implements OnModuleInit {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
    private readonly relay: JobRelay,
    private readonly foundings: Foundings,
    private readonly timezones: TimezoneChanges,
  ) {}

  onModuleInit(): void {
    this.foundings.on((tx, { timezone }) => planReport(tx, nextDueAt(new Date(), timezone)));
    this.timezones.on(async (tx, { from, to }) => {
      const planned = await lockPlannedReport(tx);
      await planReport(tx, planned ? movedDueAt(planned, from, to) : nextDueAt(new Date(), to));
    });
  }

  /** Runs for every organization whose report is due. */
  @Repeatable('monthly-reports', { every: EVERY })
  run(_payload: JobPayload, { signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.walk(REPORT_WORK, signal, (id) => this.tenants.visit(id, (tx) => this.take(tx)));
  }

  private async take(tx: TenantTransaction): Promise<void> {
    tx.locks.take('organization');
    // Locked, so that the timezone does not change until the next report is scheduled in it.
    const [organization] = await tx.query<OrganizationRow>(
      `select timezone, fiscal_year_start_month, created_at, clock_timestamp() as now,
              monthly_report and deleted_at is null as wanted
       from organization where organization_id = $1 for share`,
      [tx.organizationId],
    );
    if (!organization) return planNoReport(tx);
    const { timezone, wanted, created_at: createdAt } = organization;
    const now = new Date(organization.now);
    const month = latestDue(now, timezone);
    const { until } = spanOf(month, { timezone, fiscalYearStartMonth: organization.fiscal_year_start_month });
    // There is nothing to report about the time before the organization was created.
    if (wanted && createdAt < until && (await beginReport(tx, periodName(month)))) {
      this.owePrint(tx, periodName(month));
    }
    await planReport(tx, nextDueAt(now, timezone));
  }

  private owePrint(tx: TenantTransaction, month: string): void {
    this.relay.owe(tx, {
      queue: 'reports',
      name: PRINT_JOB,
      payload: { month },
    });
  }
}
