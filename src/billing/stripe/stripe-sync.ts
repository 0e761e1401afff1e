import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import type { JobResult } from '../../platform/jobs/index.js';
import { phaseOf, type ProviderSubscription } from '../subscription/subscription-state.policy.js';
import {
  PaidSubscriptions,
  type AppliedReading,
  type PaidSubscriptionRow,
  type StartedReading,
} from '../subscription/paid-subscriptions.js';
import { nullIfNotFound } from './stripe-client.js';
import { StripeCustomers } from './stripe-customers.js';
import { StripeInvoices } from './stripe-invoices.js';
import { StripePlans } from './stripe-plans.js';

/** More subscriptions than an organization can have had. */
const MAX_SUBSCRIPTIONS = 1_000;
const TRIES = 5;
const RETRY_DELAY_MS = 2_000;

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
   * @param since when the reading was requested, by the database's clock in microseconds: if a reading started after
   *   that, there is nothing to do. Null: read in any case
   * @returns `retryAt` while a change of the plan is in progress, or while other readings are applied in between
   */
  async reconcile(organizationId: OrganizationId, since: number | null = null): Promise<JobResult> {
    const customerId = await this.customers.findCustomerId(organizationId);
    if (customerId === null) return 'done';
    for (let tries = 0; tries < TRIES; tries += 1) {
      const started = await this.startReading(organizationId);
      // The organization was purged, so there is nothing to update.
      if (started === null) return 'done';
      if (since !== null && started.read_at > since) return 'done';
      if (started.is_changing) return { retryAt: new Date(Date.now() + RETRY_DELAY_MS), error: 'plan-changing' };
      const reported = await this.readOurs(organizationId, customerId, started.provider_subscription_id);
      const applied = await this.applyReading(organizationId, reported, started);
      if (applied) return this.cancelSurplus(applied);
    }
    return { retryAt: new Date(Date.now() + RETRY_DELAY_MS), error: 'overtaken' };
  }

  /** Every subscription to one of our plans that the customer ever had. */
  async readOurs(
    organizationId: OrganizationId,
    customerId: string,
    known: string | null,
  ): Promise<ProviderSubscription[]> {
    return this.readStates(await this.listOurs(organizationId, customerId, known));
  }

  /** The state of the listed subscriptions, including their payment. */
  async readStates(listed: readonly Stripe.Subscription[]): Promise<ProviderSubscription[]> {
    return Promise.all(
      listed.map(async (subscription) => {
        const isLive = phaseOf(subscription.status) === 'paid';
        return this.plans.toProviderSubscription(
          subscription,
          isLive ? await this.invoices.readPayment(subscription) : 'unpaid',
        );
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
    const all = (await nullIfNotFound(list.autoPagingToArray({ limit: MAX_SUBSCRIPTIONS }))) ?? [];
    return all.filter((subscription) => this.plans.isOurs(subscription, organizationId, known));
  }

  /**
   * Cancels surplus subscriptions at once. What was paid for one that gave the organization nothing becomes the
   * customer's credit at Stripe.
   */
  async cancelSurplus({ surplus, openCheckout }: Pick<AppliedReading, 'surplus' | 'openCheckout'>): Promise<'done'> {
    if (openCheckout !== null) await this.closeCheckout(openCheckout);
    for (const { id, isUnused } of surplus) {
      await nullIfNotFound(this.stripe.subscriptions.cancel(id, { prorate: isUnused, invoice_now: isUnused }));
    }
    return 'done';
  }

  /** Closes a checkout that must not be paid any more. One that is paid or closed already cannot be closed. */
  async closeCheckout(sessionId: string): Promise<void> {
    const session = await nullIfNotFound(this.stripe.checkout.sessions.retrieve(sessionId));
    if (session?.status !== 'open') return;
    await this.stripe.checkout.sessions.expire(sessionId).catch((error: unknown) => {
      // Paid between the two calls: the subscription exists then and is cancelled.
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    });
  }

  private startReading(organizationId: OrganizationId): Promise<PaidSubscriptionRow | null> {
    return this.tenants.runAsSystem(organizationId, (tx) => this.subscriptions.findIfExists(tx));
  }

  private applyReading(
    organizationId: OrganizationId,
    reported: readonly ProviderSubscription[],
    started: StartedReading,
  ): Promise<AppliedReading | null> {
    return this.tenants.runAsSystem(organizationId, (tx) =>
      this.subscriptions.applyReadingUnlessChanging(tx, reported, started),
    );
  }
}
