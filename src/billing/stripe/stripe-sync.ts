import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { SYSTEM } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import type { JobResult } from '../../platform/jobs/index.js';
import { phaseOf, type ProviderSubscription } from '../life-cycle.policy.js';
import { PaidSubscriptions, type Applied, type PaidRow, type ReadingBegun } from '../paid-subscriptions.js';
import { ifThere } from './stripe-client.js';
import { StripeCustomers } from './stripe-customers.js';
import { StripeInvoices } from './stripe-invoices.js';
import { StripePlans } from './stripe-plans.js';

/** More subscriptions than an organization will ever have had. */
const MOST = 1_000;
const TRIES = 5;
const SOON = 2_000;

/**
 * Reads from Stripe how an organization's subscription stands, and brings the organization there. Whatever is told, how often
 * and in which order, only what Stripe says when it is asked counts.
 */
@Injectable()
export class StripeSync {
  constructor(
    private readonly stripe: Stripe,
    private readonly tenants: TenantDatabase,
    private readonly customers: StripeCustomers,
    private readonly plans: StripePlans,
    private readonly invoices: StripeInvoices,
    private readonly subscriptions: PaidSubscriptions,
  ) {}

  /**
   * Brings the organization to where Stripe says that it stands, and ends there what is not to go on: all of a deleted
   * organization, and a second subscription.
   *
   * @param since when the doubt arose, by the database's clock in microseconds: where a reading began after that already, there is
   *   nothing to do. Null: read in any case
   * @returns `retryAt` while somebody changes the plan, or while other readings keep coming between
   */
  async bring(organizationId: OrganizationId, since: number | null = null): Promise<JobResult> {
    const customerId = await this.customers.find(organizationId);
    if (customerId === null) return 'done';
    for (let tries = 0; tries < TRIES; tries += 1) {
      const begun = await this.begin(organizationId);
      // A purged organization has nothing to be brought anywhere.
      if (begun === null) return 'done';
      if (since !== null && begun.read_at > since) return 'done';
      if (begun.is_changing) return { retryAt: new Date(Date.now() + SOON), error: 'plan-changing' };
      const told = await this.readOurs(organizationId, customerId, begun.provider_subscription_id);
      const applied = await this.apply(organizationId, told, begun);
      if (applied) return this.end(applied);
    }
    return { retryAt: new Date(Date.now() + SOON), error: 'overtaken' };
  }

  /** Every subscription to a plan of ours that the customer ever had. */
  async readOurs(
    organizationId: OrganizationId,
    customerId: string,
    known: string | null,
  ): Promise<ProviderSubscription[]> {
    return this.read(await this.listOurs(organizationId, customerId, known));
  }

  /** What the listed ones say, their payment included. */
  async read(listed: readonly Stripe.Subscription[]): Promise<ProviderSubscription[]> {
    return Promise.all(
      listed.map(async (subscription) => {
        const isLive = phaseOf(subscription.status) === 'paid';
        return this.plans.read(subscription, isLive ? await this.invoices.paymentOf(subscription) : 'unpaid');
      }),
    );
  }

  /**
   * The same as Stripe has them. What the customer has of the operator's other products is left out here, so that nothing behind
   * this sees it, counts it or ends it.
   */
  async listOurs(
    organizationId: OrganizationId,
    customer: string,
    known: string | null,
  ): Promise<Stripe.Subscription[]> {
    const expand = ['data.latest_invoice', 'data.schedule'];
    const list = this.stripe.subscriptions.list({ customer, status: 'all', limit: 100, expand });
    // Of a customer who was deleted at Stripe nothing is left.
    const all = (await ifThere(list.autoPagingToArray({ limit: MOST }))) ?? [];
    return all.filter((subscription) => this.plans.isOurs(subscription, organizationId, known));
  }

  /** Cancels what is surplus, at once. What was paid for one that gave nothing becomes the customer's credit at Stripe. */
  async end({ surplus, openCheckout }: Pick<Applied, 'surplus' | 'openCheckout'>): Promise<'done'> {
    if (openCheckout !== null) await this.close(openCheckout);
    for (const { id, gaveNothing } of surplus) {
      await ifThere(this.stripe.subscriptions.cancel(id, { prorate: gaveNothing, invoice_now: gaveNothing }));
    }
    return 'done';
  }

  /** Closes a checkout that nobody shall pay any more. One that is paid or closed already cannot be. */
  async close(sessionId: string): Promise<void> {
    const session = await ifThere(this.stripe.checkout.sessions.retrieve(sessionId));
    if (session?.status !== 'open') return;
    await this.stripe.checkout.sessions.expire(sessionId).catch((error: unknown) => {
      // Paid between the two calls: then the subscription is there to be cancelled.
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    });
  }

  private begin(organizationId: OrganizationId): Promise<PaidRow | null> {
    return this.tenants.visit(organizationId, (tx) => this.subscriptions.find(tx));
  }

  private apply(
    organizationId: OrganizationId,
    told: readonly ProviderSubscription[],
    begun: ReadingBegun,
  ): Promise<Applied | null> {
    return this.tenants.visit(organizationId, (tx) => this.subscriptions.apply(tx, told, begun, SYSTEM));
  }
}
