import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditLog, SYSTEM } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { TimezoneChanges } from '../../platform/events/timezone-changes.js';
import { NO_ID, type OrganizationId } from '../../platform/ids/ids.js';
import { Repeatable, type JobContext, type JobPayload, type JobResult } from '../../platform/jobs/index.js';
import { activateDue, CAMPAIGN_WORK, moveSchedules, planNextLook } from './campaign-schedule.js';

/** A draft becomes active within this time of its instant. */
const EVERY = 5_000;
const ORGANIZATIONS = 100;
/** So many in one transaction, so that it stays short. */
const CAMPAIGNS = 200;

interface DueRow {
  readonly organization_id: OrganizationId;
  readonly due_at: string;
}

/** Makes scheduled campaigns active when their time has come, also where it came while nothing ran. */
@Injectable()
export class CampaignTurns implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tenants: TenantDatabase,
    private readonly audit: AuditLog,
    private readonly timezones: TimezoneChanges,
  ) {}

  onModuleInit(): void {
    this.timezones.onChanged((tx, { to }) => moveSchedules(tx, to));
  }

  /** One organization that fails keeps none of the others waiting; it makes the job come again. */
  @Repeatable('campaign-turns', { every: EVERY })
  async run(_payload: JobPayload, { signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    const failures: unknown[] = [];
    let last: DueRow = { organization_id: NO_ID as OrganizationId, due_at: '-infinity' };
    for (;;) {
      const due = await this.dueAfter(last);
      for (const row of due) {
        signal.throwIfAborted();
        await this.activateAll(row.organization_id, signal).catch((error: unknown) => failures.push(error));
        last = row;
      }
      if (due.length < ORGANIZATIONS) break;
    }
    if (failures.length > 0) throw failures[0];
    return 'done';
  }

  private dueAfter({ due_at: dueAt, organization_id: id }: DueRow): Promise<DueRow[]> {
    return this.dataSource.query<DueRow[]>(
      `select organization_id, due_at from due_work
       where kind = $1 and due_at <= now() and (due_at, organization_id) > ($2::timestamptz, $3::uuid)
       order by due_at, organization_id limit ${ORGANIZATIONS}`,
      [CAMPAIGN_WORK, dueAt, id],
    );
  }

  private async activateAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    for (;;) {
      const count = await this.tenants.visit(organizationId, (tx) => this.activate(tx));
      if (count < CAMPAIGNS) return;
      signal.throwIfAborted();
    }
  }

  private async activate(tx: TenantTransaction): Promise<number> {
    const [organization] = await tx.query<{ deleted: boolean }>(
      'select deleted_at is not null as deleted from organization where organization_id = $1',
      [tx.organizationId],
    );
    // In a deleted organization nothing happens. What came due stays due: brought back, it goes on. Once it is purged there
    // are no campaigns, and there is no next look.
    if (organization?.deleted) return 0;
    const campaigns = await activateDue(tx, CAMPAIGNS);
    for (const { id, name } of campaigns) {
      await this.audit.record(tx, {
        action: 'campaign.activated',
        actor: SYSTEM,
        target: { kind: 'record', id, name },
        changes: { status: { from: 'draft', to: 'active' } },
      });
    }
    await planNextLook(tx);
    return campaigns.length;
  }
}
