import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog, SYSTEM } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { TimezoneChanges } from '../../organization/settings/timezone-changes.event.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { DueWork, Repeatable, type JobContext, type JobResult } from '../../platform/jobs/index.js';
import {
  activateDueCampaigns,
  CAMPAIGN_WORK,
  moveSchedules,
  scheduleNextActivation,
  postponeActivation,
} from './campaign-schedule.js';

/** A draft becomes active at most this long after its time. */
const EVERY = 5_000;
/** The number of campaigns in one transaction, so that the transaction stays short. */
const CAMPAIGNS = 200;

/** Makes scheduled campaigns active when they are due, also when they became due while the service was down. */
@Injectable()
export class CampaignActivation implements OnModuleInit {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
    private readonly audit: AuditLog,
    private readonly timezones: TimezoneChanges,
  ) {}

  onModuleInit(): void {
    this.timezones.on((tx, { to }) => moveSchedules(tx, to));
  }

  /** Runs for every organization in which a campaign is due. */
  @Repeatable('campaign-turns', { every: EVERY })
  run({ signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.forEachDueOrganization(CAMPAIGN_WORK, signal, (id) => this.activateAll(id, signal));
  }

  private async activateAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    for (;;) {
      const count = await this.tenants.runAsSystem(organizationId, (tx) => this.activate(tx));
      if (count < CAMPAIGNS) return;
      signal.throwIfAborted();
    }
  }

  private async activate(tx: TenantTransaction): Promise<number> {
    const [organization] = await tx.query<{ deleted: boolean }>(
      'select deleted_at is not null as deleted from organization where organization_id = $1',
      [tx.organizationId],
    );
    // In a deleted organization nothing happens until it is restored, so the next run is postponed by an hour. Once
    // it is purged it has no campaigns, and no run is scheduled.
    if (organization?.deleted) {
      await postponeActivation(tx);
      return 0;
    }
    const campaigns = await activateDueCampaigns(tx, CAMPAIGNS);
    for (const { id, name } of campaigns) {
      this.audit.recordAuditEvent(tx, {
        action: 'campaign.activated',
        actor: SYSTEM,
        target: { kind: 'record', id, name },
        changes: { status: { from: 'draft', to: 'active' } },
      });
    }
    await scheduleNextActivation(tx);
    return campaigns.length;
  }
}
