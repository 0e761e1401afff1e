import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../audit/audit-log.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import { DueWork, Repeatable, type JobContext, type JobPayload, type JobResult } from '../platform/jobs/index.js';
import { ASSISTANT_WORK, planNextLook } from './abandoned-turns.js';
import { Turns } from './turns.service.js';

/** Credits are refunded at most this long after the end of a lease. */
const EVERY = 10_000;
/** The number of questions in one transaction, so that the subscription is not locked for long. */
const QUESTIONS = 50;

/** Refunds the credits of questions whose process crashed before there was an answer. */
@Injectable()
export class AbandonedTurns {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
    private readonly turns: Turns,
  ) {}

  /** Runs for every organization in which a question's lease has expired. */
  @Repeatable('abandoned-messages', { every: EVERY })
  run(_payload: JobPayload, { signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.walk(ASSISTANT_WORK, signal, (id) => this.giveUpAll(id, signal));
  }

  private async giveUpAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    for (;;) {
      const count = await this.tenants.visit(organizationId, (tx) => this.giveUp(tx));
      if (count < QUESTIONS) return;
      signal.throwIfAborted();
    }
  }

  private async giveUp(tx: TenantTransaction): Promise<number> {
    // A purged organization has no subscription to lock, and no questions: no further run is scheduled.
    const [pending] = await tx.query(
      `select 1 from conversation_message where organization_id = $1 and status = 'pending' limit 1`,
      [tx.organizationId],
    );
    const count = pending ? await this.turns.giveUpAbandoned(tx, QUESTIONS, SYSTEM) : 0;
    await planNextLook(tx);
    return count;
  }
}
