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

/** More subscriptions than an organization can have had. */
const MOST = 1_000;
const TRIES = 5;
const SOON = 2_000;

/**
 * Reads the state of an organization's subscription from Stripe and applies it. Events may arrive in any order and
 * any number of times; only the state that is read counts.
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
   * Applies Stripe's state to the organization, and cancels there what must not continue: every subscription of a
   * deleted organization, and a second subscription.
   *
   * @param since when the reading was requested, by the database's clock in microseconds: if a reading began after
   *   that, there is nothing to do. Null: read in any case
   * @returns `retryAt` while a change of the plan is in progress, or while other readings are applied in between
   */
  async bring(organizationId: OrganizationId, since: number | null = null): Promise<JobResult> {
    const customerId = await this.customers.find(organizationId);
    if (customerId === null) return 'done';
    for (let tries = 0; tries < TRIES; tries += 1) {
      const begun = await this.begin(organizationId);
      // The organization was purged, so there is nothing to update.
      if (begun === null) return 'done';
      if (since !== null && begun.read_at > since) return 'done';
      if (begun.is_changing) return { retryAt: new Date(Date.now() + SOON), error: 'plan-changing' };
      const told = await this.readOurs(organizationId, customerId, begun.provider_subscription_id);
      const applied = await this.apply(organizationId, told, begun);
      if (applied) return this.end(applied);
    }
    return { retryAt: new Date(Date.now() + SOON), error: 'overtaken' };
  }

  /** Every subscription to one of our plans that the customer ever had. */
  async readOurs(
    organizationId: OrganizationId,
    customerId: string,
    known: string | null,
  ): Promise<ProviderSubscription[]> {
    return this.read(await this.listOurs(organizationId, customerId, known));
  }

  /** The state of the listed subscriptions, including their payment. */
  async read(listed: readonly Stripe.Subscription[]): Promise<ProviderSubscription[]> {
    return Promise.all(
      listed.map(async (subscription) => {
        const isLive = phaseOf(subscription.status) === 'paid';
        return this.plans.read(subscription, isLive ? await this.invoices.paymentOf(subscription) : 'unpaid');
      }),
    );
  }

  /**
   * The same as objects of Stripe. Subscriptions to the operator's other products are left out here, so that no later
   * step reads, counts or cancels them.
   */
  async listOurs(
    organizationId: OrganizationId,
    customer: string,
    known: string | null,
  ): Promise<Stripe.Subscription[]> {
    const expand = ['data.latest_invoice', 'data.schedule'];
    const list = this.stripe.subscriptions.list({ customer, status: 'all', limit: 100, expand });
    // A customer that was deleted at Stripe has no subscriptions.
    const all = (await ifThere(list.autoPagingToArray({ limit: MOST }))) ?? [];
    return all.filter((subscription) => this.plans.isOurs(subscription, organizationId, known));
  }

  /**
   * Cancels surplus subscriptions at once. What was paid for one that gave the organization nothing becomes the
   * customer's credit at Stripe.
   */
  async end({ surplus, openCheckout }: Pick<Applied, 'surplus' | 'openCheckout'>): Promise<'done'> {
    if (openCheckout !== null) await this.close(openCheckout);
    for (const { id, gaveNothing } of surplus) {
      await ifThere(this.stripe.subscriptions.cancel(id, { prorate: gaveNothing, invoice_now: gaveNothing }));
    }
    return 'done';
  }

  /** Closes a checkout that must not be paid any more. One that is paid or closed already cannot be closed. */
  async close(sessionId: string): Promise<void> {
    const session = await ifThere(this.stripe.checkout.sessions.retrieve(sessionId));
    if (session?.status !== 'open') return;
    await this.stripe.checkout.sessions.expire(sessionId).catch((error: unknown) => {
      // Paid between the two calls: the subscription exists then and is cancelled.
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
