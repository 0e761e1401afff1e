import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OrganizationCreations } from '../organization/organization-created.event.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import { DueWork, Repeatable, type JobContext, type JobResult } from '../platform/jobs/index.js';
import { DAYS_KEPT } from './notification.policy.js';
import { OLD_NOTIFICATIONS_WORK, scheduleFirstDeletion, scheduleNextDeletion } from './notification-schedules.js';

const INTERVAL_MS = 10_000;
/** The number of rows that one transaction deletes. */
const BATCH_SIZE = 1_000;

/**
 * The oldest ones, as one range of the index by creation: a join with a list of IDs could read all notifications of the
 * organization for each of them.
 */
const DELETE_OLD = `
  delete from notification
  where organization_id = :organizationId
    and created_at <= (
      select created_at from (
        select created_at from notification
        where organization_id = :organizationId and created_at < statement_timestamp() - interval '${DAYS_KEPT} days'
        order by created_at limit ${BATCH_SIZE}) batch
      order by created_at desc limit 1)
  returning id`;

/** Deletes notifications after 90 days. */
@Injectable()
export class OldNotifications implements OnModuleInit {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
    private readonly organizationCreations: OrganizationCreations,
  ) {}

  onModuleInit(): void {
    this.organizationCreations.on((tx) => scheduleFirstDeletion(tx));
  }

  /** Runs for every organization whose oldest notification is too old. */
  @Repeatable('old-notifications', { every: INTERVAL_MS })
  run({ signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.forEachDueOrganization(OLD_NOTIFICATIONS_WORK, signal, (id) => this.deleteAll(id, signal));
  }

  private async deleteAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    for (;;) {
      const count = await this.tenants.runAsSystem(organizationId, (tx) => this.deleteBatch(tx));
      if (count < BATCH_SIZE) return;
      signal.throwIfAborted();
    }
  }

  private async deleteBatch(tx: TenantTransaction): Promise<number> {
    const [organization] = await tx.query('select 1 from organization where organization_id = $1', [tx.organizationId]);
    if (!organization) {
      // It was purged.
      await OLD_NOTIFICATIONS_WORK.cancel(tx);
      return 0;
    }
    const deleted = await tx.query(DELETE_OLD, { organizationId: tx.organizationId });
    await scheduleNextDeletion(tx);
    return deleted.length;
  }
}
