import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { DueWork, Repeatable, type JobContext, type JobPayload, type JobResult } from '../../platform/jobs/index.js';
import { BILLING_WORK, CreditLedger } from './credit-ledger.js';

/**
 * A plan that was set for a limited time ends at most this long after its end. A period's end is also written on any
 * earlier access.
 */
const INTERVAL_MS = 60_000;

/**
 * Writes what is due without a request: periods end and the next ones are granted, plans set for a limited time
 * revert.
 */
@Injectable()
export class BillingScheduledRun {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
    private readonly ledger: CreditLedger,
  ) {}

  /** Brings every account up to date on which something is due. */
  @Repeatable('billing-turns', { every: INTERVAL_MS })
  run(_payload: JobPayload, { signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.forEachDueOrganization(BILLING_WORK, signal, (id) => this.writeDueChanges(id));
  }

  private async writeDueChanges(organizationId: OrganizationId): Promise<void> {
    await this.tenants.runAsSystem(organizationId, async (tx) => {
      const accounts = await tx.query('select 1 from credit_account where organization_id = $1', [organizationId]);
      if (accounts.length > 0) await this.ledger.lock(tx);
      // A purged organization has nothing due any more.
      else await BILLING_WORK.cancel(tx);
    });
  }
}
