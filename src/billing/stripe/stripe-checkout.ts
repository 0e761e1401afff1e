import { Inject, Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { nullIfNotFound } from './stripe-client.js';
import { StripePlans, type PaidPlanId } from './stripe-plans.js';
import { StripeSync } from './stripe-sync.js';

/** A checkout that is open. */
export interface OpenCheckout {
  readonly id: string;
  readonly url: string;
}

/**
 * How many idempotency keys are tried when they return ended checkouts: Stripe keeps the response of a key for about
 * as long as the checkout is open.
 */
const TRIES = 3;

/** Creates Stripe's checkout pages for an organization. */
@Injectable()
export class StripeCheckout {
  constructor(
    private readonly stripe: Stripe,
    private readonly plans: StripePlans,
    private readonly sync: StripeSync,
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
  ) {}

  /** The page to which Stripe returns the browser. */
  returnUrl(organizationId: OrganizationId): string {
    return `${this.configuration.publicUrl}/o/${organizationId}/settings/billing`;
  }

  /**
   * A checkout for the plan: the one that is open already, or a new one. The idempotency key contains the previous
   * checkout, so that two concurrent calls get the same one.
   */
  async openSubscriptionCheckout(
    organizationId: OrganizationId,
    customer: string,
    plan: PaidPlanId,
    earlier: string | null,
  ): Promise<OpenCheckout> {
    const reusable = earlier === null ? null : await this.reuse(earlier, plan);
    if (reusable) return reusable;
    let before = earlier;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const session = await this.stripe.checkout.sessions.create(
        {
          mode: 'subscription',
          customer,
          client_reference_id: organizationId,
          line_items: [{ price: this.plans.priceOf(plan), quantity: 1 }],
          metadata: { organization_id: organizationId, plan },
          subscription_data: { metadata: { organization_id: organizationId, plan } },
          ...this.urls(organizationId),
        },
        { idempotencyKey: `checkout-${organizationId}-${customer}-${plan}-${before ?? 'first'}` },
      );
      const open = openCheckoutOf(session);
      if (open) return open;
      before = session.id;
    }
    throw new Error('Stripe returned only checkouts that have ended.');
  }

  /** @param key the same for a repeated call */
  async openTopUpCheckout(
    organizationId: OrganizationId,
    customer: string,
    price: string,
    credits: number,
    key: string,
  ) {
    const session = await this.stripe.checkout.sessions.create(
      {
        mode: 'payment',
        customer,
        client_reference_id: organizationId,
        line_items: [{ price, quantity: credits }],
        metadata: { organization_id: organizationId, credits: String(credits) },
        invoice_creation: { enabled: true },
        ...this.urls(organizationId),
      },
      { idempotencyKey: `top-up-${organizationId}-${customer}-${key}` },
    );
    if (!session.url) throw new Error('Stripe returned a checkout without a page.');
    return { id: session.id, url: session.url };
  }

  private async reuse(sessionId: string, plan: PaidPlanId): Promise<OpenCheckout | null> {
    const session = await nullIfNotFound(this.stripe.checkout.sessions.retrieve(sessionId));
    const open = session && openCheckoutOf(session);
    if (!open) return null;
    if (session.metadata?.['plan'] === plan) return open;
    await this.sync.closeCheckout(sessionId);
    return null;
  }

  private urls(organizationId: OrganizationId): { success_url: string; cancel_url: string } {
    const url = this.returnUrl(organizationId);
    return { success_url: `${url}?checkout=paid`, cancel_url: url };
  }
}

function openCheckoutOf({ id, url, status }: Stripe.Checkout.Session): OpenCheckout | null {
  return status !== 'complete' && status !== 'expired' && url ? { id, url } : null;
}
