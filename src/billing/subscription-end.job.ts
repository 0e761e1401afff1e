import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { parseId, type OrganizationId } from '../platform/ids/ids.js';
import {
  JobHandler,
  JobRelay,
  NEVER_GIVE_UP,
  type JobContext,
  type JobPayload,
  type JobResult,
} from '../platform/jobs/index.js';
import { Payments } from './payments.js';

/** `purge_organization` knows this name: it refuses while such a row is owed. */
const JOB = 'end-subscription';

/** Ends the paid subscription of an organization that was deleted, and does not give up until the provider confirms it. */
@Injectable()
export class SubscriptionEnd {
  constructor(
    private readonly payments: Payments,
    private readonly relay: JobRelay,
  ) {}

  /** Owes the end, in the transaction of the deletion. */
  async owe(tx: TenantTransaction): Promise<void> {
    const { now } = await tx.one<{ now: string }>('select clock_timestamp() as now');
    // Known at once, so that an organization which is restored before the provider confirms is not paid for again.
    await tx.query('update subscription set paid_before = $2 where organization_id = $1', [tx.organizationId, now]);
    this.relay.owe(tx, {
      queue: 'payments',
      name: JOB,
      payload: { begunBefore: now },
    });
  }

  // Money would go on being taken, so this alone has no last resort; the metric of the oldest owed work tells of it.
  @JobHandler('payments', JOB, NEVER_GIVE_UP)
  async end(payload: JobPayload, context: JobContext): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    if (!organizationId) return 'done';
    await this.payments.endSubscription(organizationId, new Date(String(payload['begunBefore'])));
    return 'done';
  }
}
