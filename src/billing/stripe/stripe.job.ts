import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { runGlobalTransaction } from '../../platform/database/global-transaction.js';
import { NO_ID, parseId, type OrganizationId } from '../../platform/ids/ids.js';
import {
  JobHandler,
  JobRelay,
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

const EVERY_DAY = 86_400_000;
const PAGE = 100;

/** The work that payments leave: events, doubts, a new contact, and the nightly look at everybody. */
@Injectable()
export class StripeJobs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly customers: StripeCustomers,
    private readonly sync: StripeSync,
    private readonly topUps: StripeTopUps,
    private readonly outbox: Outbox,
    private readonly relay: JobRelay,
  ) {}

  /** Whose customer it is, our own table says: what else stands in an event is not believed. */
  @JobHandler('payments', EVENT_JOB)
  async workOn(
    { customer, session, isPaid, since }: JobPayload,
    { attempt }: Pick<JobContext, 'attempt'>,
  ): Promise<JobResult> {
    const organizationId = typeof customer === 'string' ? await this.customers.organizationOf(customer) : null;
    if (organizationId === null) return 'done';
    if (typeof session === 'string') {
      await this.topUps.credit(organizationId, { customer: String(customer), session, isPaid: isPaid === true });
    }
    // A repeated run reads in any case: the one before may have failed after its reading, at what was still to be ended.
    const isEnough = attempt === 1 && typeof since === 'number';
    return this.sync.bring(organizationId, isEnough ? since : null);
  }

  @JobHandler('payments', SYNC_JOB)
  async bring({ topUps }: JobPayload, context: Pick<JobContext, 'organizationId'>): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    if (organizationId === null) return 'done';
    if (topUps === true) await this.topUps.makeUp(organizationId);
    return this.sync.bring(organizationId);
  }

  @JobHandler('payments', CONTACT_JOB)
  async tellContact(_payload: JobPayload, context: Pick<JobContext, 'organizationId'>): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    if (organizationId !== null) await this.customers.tellContact(organizationId);
    return 'done';
  }

  /** Repairs what a lost event has left, every night (UTC), and after an outage at the start: one piece of work for each customer. */
  @Repeatable('stripe-reconciliation', { every: EVERY_DAY })
  async reconcile(_payload: JobPayload, { signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    let last: string = NO_ID;
    for (;;) {
      signal.throwIfAborted();
      const page = await this.customers.after(last, PAGE);
      this.relay.dispatch(await this.owe(page));
      if (page.length < PAGE) return 'done';
      last = page.at(-1) ?? last;
    }
  }

  private owe(organizations: readonly OrganizationId[]): Promise<string[]> {
    return runGlobalTransaction(this.dataSource, async (manager) => {
      const rows: string[] = [];
      for (const organizationId of organizations) {
        const message = { organizationId, queue: 'payments', name: SYNC_JOB, payload: { topUps: true } } as const;
        rows.push(await this.outbox.add(manager, message));
      }
      return rows;
    });
  }
}
