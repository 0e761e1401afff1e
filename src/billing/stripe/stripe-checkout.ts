import { Inject, Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { ifThere } from './stripe-client.js';
import { StripePlans, type PaidPlanId } from './stripe-plans.js';
import { StripeSync } from './stripe-sync.js';

/** A checkout that somebody can go to. */
export interface OpenCheckout {
  readonly id: string;
  readonly url: string;
}

/** How often a key may lead to a checkout that is over: its answer is kept at Stripe for about as long as it is open. */
const TRIES = 3;

/** Stripe's pages on which an organization pays. */
@Injectable()
export class StripeCheckout {
  constructor(
    private readonly stripe: Stripe,
    private readonly plans: StripePlans,
    private readonly sync: StripeSync,
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
  ) {}

  /** Where people come back to. */
  returnUrl(organizationId: OrganizationId): string {
    return `${this.configuration.publicUrl}/o/${organizationId}/settings/billing`;
  }

  /**
   * A checkout for the plan: the one that is open already, or a new one. The key names the checkout before it, so that two at
   * once get one.
   */
  async subscribe(
    organizationId: OrganizationId,
    customer: string,
    plan: PaidPlanId,
    earlier: string | null,
  ): Promise<OpenCheckout> {
    const still = earlier === null ? null : await this.reuse(earlier, plan);
    if (still) return still;
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
      const open = openOne(session);
      if (open) return open;
      before = session.id;
    }
    throw new Error('Stripe answered with checkouts that are over.');
  }

  /** @param key the same for a call that is repeated */
  async topUp(organizationId: OrganizationId, customer: string, price: string, credits: number, key: string) {
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
    if (!session.url) throw new Error('Stripe answered with a checkout that has no page.');
    return { id: session.id, url: session.url };
  }

  private async reuse(sessionId: string, plan: PaidPlanId): Promise<OpenCheckout | null> {
    const session = await ifThere(this.stripe.checkout.sessions.retrieve(sessionId));
    const open = session && openOne(session);
    if (!open) return null;
    if (session.metadata?.['plan'] === plan) return open;
    await this.sync.close(sessionId);
    return null;
  }

  private urls(organizationId: OrganizationId): { success_url: string; cancel_url: string } {
    const url = this.returnUrl(organizationId);
    return { success_url: `${url}?checkout=paid`, cancel_url: url };
  }
}

function openOne({ id, url, status }: Stripe.Checkout.Session): OpenCheckout | null {
  return status !== 'complete' && status !== 'expired' && url ? { id, url } : null;
}
