import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import {
  JobHandler,
  OutboxDispatcher,
  messageOf,
  NEVER_GIVE_UP,
  organizationJobKind,
  type JobResult,
  type PayloadOf,
} from '../../platform/jobs/index.js';
import { Payments } from './payments.js';
import { PAYMENT_QUEUE } from './payment.queue.js';

/** `purge_organization` knows this name: it refuses while a job of this name is pending. */
const SUBSCRIPTION_END = organizationJobKind(PAYMENT_QUEUE, 'end-subscription', { begunBefore: z.coerce.date() });

/** Ends the paid subscription of a deleted organization, and retries until the provider confirms it. */
@Injectable()
export class EndSubscriptionJob {
  constructor(
    private readonly payments: Payments,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /** Enqueues the job, in the transaction of the deletion. */
  async enqueue(tx: TenantTransaction): Promise<void> {
    const { now } = await tx.one<{ now: string }>('select clock_timestamp() as now');
    // Written at once, so that an organization which is restored before the provider confirms is not treated as paid
    // again.
    await tx.query('update subscription set paid_before = $2 where organization_id = $1', [tx.organizationId, now]);
    this.dispatcher.enqueue(tx, messageOf(SUBSCRIPTION_END, { begunBefore: now }));
  }

  // If this failed for good, the customer would continue to be charged. It is therefore retried forever; the metric
  // of the oldest pending job shows when it does not succeed.
  @JobHandler(SUBSCRIPTION_END, NEVER_GIVE_UP)
  async run({ organizationId, begunBefore }: PayloadOf<typeof SUBSCRIPTION_END>): Promise<JobResult> {
    await this.payments.endSubscription(organizationId, begunBefore);
    return 'done';
  }
}
