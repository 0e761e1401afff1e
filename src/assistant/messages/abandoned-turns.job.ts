import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { DueWork, Repeatable, type JobContext, type JobResult } from '../../platform/jobs/index.js';
import { ASSISTANT_WORK, scheduleNextRun } from './abandoned-turns-schedule.js';
import { Turns } from './turns.service.js';

/** Credits are refunded at most this long after the end of a lease. */
const INTERVAL_MS = 10_000;
/** The number of questions in one transaction, so that the subscription is not locked for long. */
const BATCH_SIZE = 50;

/** Refunds the credits of questions whose process crashed before there was an answer. */
@Injectable()
export class AbandonedTurns {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
    private readonly turns: Turns,
  ) {}

  /** Runs for every organization in which a question's lease has expired. */
  @Repeatable('abandoned-messages', { every: INTERVAL_MS })
  run({ signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.forEachDueOrganization(ASSISTANT_WORK, signal, (id) => this.refundAll(id, signal));
  }

  private async refundAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    for (;;) {
      const count = await this.tenants.runAsSystem(organizationId, (tx) => this.refundBatch(tx));
      if (count < BATCH_SIZE) return;
      signal.throwIfAborted();
    }
  }

  private async refundBatch(tx: TenantTransaction): Promise<number> {
    // A purged organization has no subscription to lock, and no questions: no further run is scheduled.
    const [pending] = await tx.query(
      `select 1 from conversation_message where organization_id = $1 and status = 'pending' limit 1`,
      [tx.organizationId],
    );
    const count = pending ? await this.turns.refundAbandoned(tx, BATCH_SIZE, SYSTEM) : 0;
    await scheduleNextRun(tx);
    return count;
  }
}
