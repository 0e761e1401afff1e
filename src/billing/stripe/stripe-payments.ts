import { Inject, Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { StripeConfiguration } from '../billing-configuration.js';
import { lockSubscription } from '../../access/locks.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { Plan } from '../../access/plan.js';
import { answerWithStatus } from '../../platform/http/answer.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { newId, type OrganizationId } from '../../platform/ids/ids.js';
import { alreadySubscribed, topUpsNotConfigured } from '../billing.problems.js';
import type { BillingDto, RedirectDto } from '../dto/billing.dto.js';
import { PaidSubscriptions, type PaidSubscriptionRow } from '../subscription/paid-subscriptions.js';
import { Payments, type PlanPrices } from '../subscription/payments.js';
import { Subscriptions } from '../subscription/subscriptions.js';
import { StripeCheckout, type OpenCheckout } from './stripe-checkout.js';
import { callStripe, STRIPE_CONFIGURATION } from './stripe-client.js';
import { StripeCustomers } from './stripe-customers.js';
import { StripeChangePlan } from './stripe-change-plan.js';
import { PAID_PLANS } from './stripe-plans.js';
import { StripePortal } from './stripe-portal.js';
import { StripePrices } from './stripe-prices.js';
import { StripeSync } from './stripe-sync.js';
import { inWords } from '../../platform/text/choices.js';

/** Payments through Stripe: subscriptions and credits with its checkout, cards and invoices in its portal. */
@Injectable()
export class StripePayments extends Payments {
  constructor(
    @Inject(STRIPE_CONFIGURATION) private readonly configuration: StripeConfiguration,
    private readonly tenants: TenantDatabase,
    private readonly subscriptions: Subscriptions,
    private readonly paid: PaidSubscriptions,
    private readonly customers: StripeCustomers,
    private readonly sync: StripeSync,
    private readonly checkouts: StripeCheckout,
    private readonly portalPage: StripePortal,
    private readonly planChange: StripeChangePlan,
    private readonly priceList: StripePrices,
  ) {
    super();
  }

  async endSubscription(organizationId: OrganizationId): Promise<void> {
    // The transaction of the deletion has stored its time, and what began before it no longer counts, so reading and
    // applying Stripe's state ends it.
    const result = await this.sync.reconcile(organizationId);
    if (result !== 'done') throw new Error('The subscription is being changed.');
  }

  choosePlan(auth: AuthorizedContext, plan: Plan): Promise<BillingDto> {
    return this.planChange.changePlan(auth, plan);
  }

  async checkout(auth: AuthorizedContext, plan: Plan): Promise<RedirectDto> {
    const paidPlan = PAID_PLANS.find((id) => id === plan);
    if (!paidPlan) throw invalid({ pointer: '/plan', detail: `Choose one of ${inWords(PAID_PLANS)}.` });
    const { organizationId } = auth;
    return this.tenants.writeWithExternalCall(auth, {
      prepare: (tx) => this.requireCheckoutAllowed(tx, plan),
      call: (earlier) =>
        callStripe(async () => {
          // An event that is in transit or lost may be about a subscription that is not known here yet.
          await this.sync.reconcile(organizationId);
          requireNotSubscribed(await this.tenants.runAsSystem(organizationId, (tx) => this.paid.read(tx)));
          const checkout = await this.customers.withCustomer(organizationId, (customer) =>
            this.checkouts.openSubscriptionCheckout(organizationId, customer, paidPlan, earlier),
          );
          return { checkout, earlier };
        }),
      finish: (tx, opened) => this.storeCheckout(tx, opened),
    });
  }

  async portal(auth: AuthorizedContext): Promise<RedirectDto> {
    const { organizationId } = auth;
    return this.tenants.writeWithExternalCall(auth, {
      prepare: () => Promise.resolve(),
      call: () =>
        callStripe(() =>
          this.customers.withCustomer(organizationId, (customer) =>
            this.portalPage.open(customer, this.checkouts.returnUrl(organizationId)),
          ),
        ),
      finish: (_tx, url) => Promise.resolve({ url }),
    });
  }

  async topUp(auth: AuthorizedContext, credits: number): Promise<RedirectDto> {
    const { organizationId, idempotency } = auth;
    const key = idempotency
      ? Buffer.concat([idempotency.keyHash, idempotency.requestHash]).toString('base64url')
      : newId();
    const answer = await this.tenants.writeWithExternalCall(auth, {
      prepare: () => {
        const { credits: price } = this.configuration.prices;
        if (price === null) throw new Problem(topUpsNotConfigured);
        return Promise.resolve(price);
      },
      call: (price) => callStripe(() => this.openTopUp(organizationId, price, credits, key)),
      finish: (_tx, url) => Promise.resolve({ url }),
    });
    answerWithStatus(200);
    return answer;
  }

  prices(): Promise<PlanPrices> {
    return this.priceList.read();
  }

  private async openTopUp(organizationId: OrganizationId, price: string, credits: number, key: string) {
    try {
      const checkout = await this.customers.withCustomer(organizationId, (customer) =>
        this.checkouts.openTopUpCheckout(organizationId, customer, price, credits, key),
      );
      return checkout.url;
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code?.startsWith('amount_too_')) {
        throw invalid({
          pointer: '/credits',
          detail: 'Choose a different number of credits: the total is below or above what can be charged at once.',
        });
      }
      throw error;
    }
  }

  /** The last checkout that was opened, if any. */
  private async requireCheckoutAllowed(tx: TenantTransaction, plan: Plan): Promise<string | null> {
    const { plan: current } = await lockSubscription(tx);
    const row = await this.paid.read(tx);
    requireNotSubscribed(row);
    await this.subscriptions.requireSeats(tx, current, plan);
    return row.checkout_session_id;
  }

  /** Of two concurrent checkouts for different plans the later one stays open. */
  private async storeCheckout(tx: TenantTransaction, { checkout, earlier }: OpenedCheckout): Promise<RedirectDto> {
    await lockSubscription(tx);
    const row = await this.paid.read(tx);
    requireNotSubscribed(row);
    const other = row.checkout_session_id;
    await tx.query('update subscription set checkout_session_id = $2 where organization_id = $1', [
      tx.organizationId,
      checkout.id,
    ]);
    if (other !== null && other !== earlier && other !== checkout.id) {
      tx.afterCommit(() => {
        // Should this fail and both be paid, the second subscription is cancelled when its event arrives.
        this.sync.closeCheckout(other).catch(() => undefined);
      });
    }
    return { url: checkout.url };
  }
}

interface OpenedCheckout {
  readonly checkout: OpenCheckout;
  readonly earlier: string | null;
}

/** @throws 409 `already-subscribed` */
function requireNotSubscribed({ provider_subscription_id: id, status }: PaidSubscriptionRow): void {
  if (id !== null && status !== 'canceled') throw new Problem(alreadySubscribed);
}
