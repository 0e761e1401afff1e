import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../../platform/database/global-database.js';
import { NO_ID, type OrganizationId } from '../../platform/ids/ids.js';
import {
  JobHandler,
  OutboxDispatcher,
  messageOf,
  Outbox,
  Repeatable,
  type JobContext,
  type JobResult,
  type PayloadOf,
} from '../../platform/jobs/index.js';
import { STRIPE_CONTACT, StripeCustomers } from './stripe-customers.js';
import { STRIPE_EVENT, STRIPE_SYNC } from './stripe-events.js';
import { StripeSync } from './stripe-sync.js';
import { StripeTopUps } from './stripe-top-ups.js';

const EVERY_DAY = 86_400_000;
const PAGE = 100;

/** The jobs of payments: events, requested readings, contacts, and the nightly reading of every customer. */
@Injectable()
export class StripeJobs {
  constructor(
    private readonly globalDatabase: GlobalDatabase,
    private readonly customers: StripeCustomers,
    private readonly sync: StripeSync,
    private readonly topUps: StripeTopUps,
    private readonly outbox: Outbox,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /** The organization is found by our own table of customers. Nothing else in an event is trusted. */
  @JobHandler(STRIPE_EVENT)
  async processEvent(
    { customer, session, isPaid, since }: PayloadOf<typeof STRIPE_EVENT>,
    { attempt }: Pick<JobContext, 'attempt'>,
  ): Promise<JobResult> {
    const organizationId = await this.customers.organizationOf(customer);
    if (organizationId === null) return 'done';
    if (session !== null) await this.topUps.addCreditsOfCheckout(organizationId, { customer, session, isPaid });
    // A retry reads in any case: the earlier run may have failed after its reading, while it cancelled a
    // subscription.
    return this.sync.reconcile(organizationId, attempt === 1 ? since : null);
  }

  @JobHandler(STRIPE_SYNC)
  async reconcileOne({ organizationId, topUps }: PayloadOf<typeof STRIPE_SYNC>): Promise<JobResult> {
    if (topUps) await this.topUps.addMissingCredits(organizationId);
    return this.sync.reconcile(organizationId);
  }

  @JobHandler(STRIPE_CONTACT)
  async updateContact({ organizationId }: PayloadOf<typeof STRIPE_CONTACT>): Promise<JobResult> {
    await this.customers.updateContact(organizationId);
    return 'done';
  }

  /**
   * Repairs the effects of lost events, every night (UTC) and at the start after an outage. Enqueues one job for each
   * customer.
   */
  @Repeatable('stripe-reconciliation', { every: EVERY_DAY })
  async enqueueReconciliation({ signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
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
    return this.globalDatabase.transaction(async (tx) => {
      const rows: string[] = [];
      for (const organizationId of organizations) {
        const message = messageOf(STRIPE_SYNC, { topUps: true });
        rows.push(await this.outbox.enqueueGlobal(tx, { organizationId, ...message }));
      }
      return rows;
    });
  }
}
