import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { NO_ID, type OrganizationId } from '../platform/ids/ids.js';
import { Repeatable, type JobContext, type JobPayload, type JobResult } from '../platform/jobs/index.js';
import { BILLING_WORK, CreditLedger } from './credit-ledger.js';

/** A plan that was set for a time ends within this time of its end; a period's end is written down whenever somebody looks. */
const EVERY = 60_000;
const BATCH = 100;

interface DueRow {
  readonly organization_id: OrganizationId;
  readonly due_at: string;
}

/** Lets happen what happens by itself: periods end and are granted anew, plans set for a time go back. */
@Injectable()
export class BillingTurns {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tenants: TenantDatabase,
    private readonly ledger: CreditLedger,
  ) {}

  /**
   * Brings every account up to date on which something is due. One that fails keeps none of the others waiting; it makes the
   * job come again.
   */
  @Repeatable('billing-turns', { every: EVERY })
  async run(_payload: JobPayload, { signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    const failures: unknown[] = [];
    let last: DueRow = { organization_id: NO_ID as OrganizationId, due_at: '-infinity' };
    for (;;) {
      const due = await this.dueAfter(last);
      for (const row of due) {
        signal.throwIfAborted();
        await this.bringUpToDate(row.organization_id).catch((error: unknown) => failures.push(error));
        last = row;
      }
      if (due.length < BATCH) break;
    }
    if (failures.length > 0) throw failures[0];
    return 'done';
  }

  private dueAfter({ due_at: dueAt, organization_id: id }: DueRow): Promise<DueRow[]> {
    return this.dataSource.query<DueRow[]>(
      `select organization_id, due_at from due_work
       where kind = $1 and due_at <= now() and (due_at, organization_id) > ($2::timestamptz, $3::uuid)
       order by due_at, organization_id limit ${BATCH}`,
      [BILLING_WORK, dueAt, id],
    );
  }

  private async bringUpToDate(organizationId: OrganizationId): Promise<void> {
    await this.tenants.visit(organizationId, async (tx) => {
      const accounts = await tx.query('select 1 from credit_account where organization_id = $1', [organizationId]);
      if (accounts.length > 0) await this.ledger.lock(tx);
      // A purged organization owes nothing any more.
      else
        await tx.query('delete from due_work where organization_id = $1 and kind = $2', [organizationId, BILLING_WORK]);
    });
  }
}
