import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { runGlobalTransaction } from '../../platform/database/global-transaction.js';
import { NO_ID, parseId, type OrganizationId } from '../../platform/ids/ids.js';
import {
  JobHandler,
  OutboxDispatcher,
  Outbox,
  Repeatable,
  type JobContext,
  type JobPayload,
  type JobResult,
} from '../../platform/jobs/index.js';
import { CONTACT_JOB, StripeCustomers } from './stripe-customers.js';
import { EVENT_JOB, SYNC_JOB } from './stripe-events.js';
import { StripeSync } from './stripe-sync.js';
import { StripeTopUps } from './stripe-top-ups.js';
import { PAYMENT_QUEUE } from '../subscription/payment.queue.js';

const EVERY_DAY = 86_400_000;
const PAGE = 100;

/** The jobs of payments: events, requested readings, contacts, and the nightly reading of every customer. */
@Injectable()
export class StripeJobs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly customers: StripeCustomers,
    private readonly sync: StripeSync,
    private readonly topUps: StripeTopUps,
    private readonly outbox: Outbox,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /** The organization is found by our own table of customers. Nothing else in an event is trusted. */
  @JobHandler(PAYMENT_QUEUE, EVENT_JOB)
  async processEvent(
    { customer, session, isPaid, since }: JobPayload,
    { attempt }: Pick<JobContext, 'attempt'>,
  ): Promise<JobResult> {
    const organizationId = typeof customer === 'string' ? await this.customers.organizationOf(customer) : null;
    if (organizationId === null) return 'done';
    if (typeof session === 'string') {
      await this.topUps.addCreditsOfCheckout(organizationId, {
        customer: String(customer),
        session,
        isPaid: isPaid === true,
      });
    }
    // A retry reads in any case: the earlier run may have failed after its reading, while it cancelled a
    // subscription.
    const isEnough = attempt === 1 && typeof since === 'number';
    return this.sync.reconcile(organizationId, isEnough ? since : null);
  }

  @JobHandler(PAYMENT_QUEUE, SYNC_JOB)
  async reconcileOne({ topUps }: JobPayload, context: Pick<JobContext, 'organizationId'>): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    if (organizationId === null) return 'done';
    if (topUps === true) await this.topUps.addMissingCredits(organizationId);
    return this.sync.reconcile(organizationId);
  }

  @JobHandler(PAYMENT_QUEUE, CONTACT_JOB)
  async updateContact(_payload: JobPayload, context: Pick<JobContext, 'organizationId'>): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    if (organizationId !== null) await this.customers.updateContact(organizationId);
    return 'done';
  }

  /**
   * Repairs the effects of lost events, every night (UTC) and at the start after an outage. Enqueues one job for each
   * customer.
   */
  @Repeatable('stripe-reconciliation', { every: EVERY_DAY })
  async enqueueReconciliation(_payload: JobPayload, { signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    let last: string = NO_ID;
    for (;;) {
      signal.throwIfAborted();
      const page = await this.customers.listOrganizationsAfter(last, PAGE);
      this.dispatcher.dispatch(await this.enqueueSyncs(page));
      if (page.length < PAGE) return 'done';
      last = page.at(-1) ?? last;
    }
  }

  private enqueueSyncs(organizations: readonly OrganizationId[]): Promise<string[]> {
    return runGlobalTransaction(this.dataSource, async (manager) => {
      const rows: string[] = [];
      for (const organizationId of organizations) {
        const message = {
          organizationId,
          queue: PAYMENT_QUEUE.name,
          name: SYNC_JOB,
          payload: { topUps: true },
        } as const;
        rows.push(await this.outbox.enqueueGlobal(manager, message));
      }
      return rows;
    });
  }
}
