import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../audit/audit-log.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { NO_ID, type OrganizationId } from '../platform/ids/ids.js';
import { Repeatable, type JobContext, type JobPayload, type JobResult } from '../platform/jobs/index.js';
import { ASSISTANT_WORK, planNextLook } from './abandoned-turns.js';
import { Turns } from './turns.service.js';

/** Credits go back within this time of the end of a lease. */
const EVERY = 10_000;
const ORGANIZATIONS = 100;
/** So many in one transaction, so that the subscription is not locked for long. */
const QUESTIONS = 50;

interface DueRow {
  readonly organization_id: OrganizationId;
  readonly due_at: string;
}

/** Gives back the credits of questions whose process died before there was an answer. */
@Injectable()
export class AbandonedTurns {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tenants: TenantDatabase,
    private readonly turns: Turns,
  ) {}

  /** One organization that fails keeps none of the others waiting; it makes the job come again. */
  @Repeatable('abandoned-messages', { every: EVERY })
  async run(_payload: JobPayload, { signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    const failures: unknown[] = [];
    let last: DueRow = { organization_id: NO_ID as OrganizationId, due_at: '-infinity' };
    for (;;) {
      const due = await this.dueAfter(last);
      for (const row of due) {
        signal.throwIfAborted();
        await this.giveUpAll(row.organization_id, signal).catch((error: unknown) => failures.push(error));
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
      [ASSISTANT_WORK, dueAt, id],
    );
  }

  private async giveUpAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    for (;;) {
      const count = await this.tenants.visit(organizationId, (tx) => this.giveUp(tx));
      if (count < QUESTIONS) return;
      signal.throwIfAborted();
    }
  }

  private async giveUp(tx: TenantTransaction): Promise<number> {
    // A purged organization has no subscription to lock, and no questions either: there is no next look.
    const [pending] = await tx.query(
      `select 1 from conversation_message where organization_id = $1 and status = 'pending' limit 1`,
      [tx.organizationId],
    );
    const count = pending ? await this.turns.giveUpAbandoned(tx, QUESTIONS, SYSTEM) : 0;
    await planNextLook(tx);
    return count;
  }
}
