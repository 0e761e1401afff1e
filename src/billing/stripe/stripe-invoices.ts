import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';

/** Why an invoice was made that is about a whole period, and not about a change within one. */
const OF_A_PERIOD: readonly unknown[] = ['subscription_create', 'subscription_cycle'];

/** What the invoices of a subscription tell. */
@Injectable()
export class StripeInvoices {
  constructor(private readonly stripe: Stripe) {}

  /**
   * Whether the running period is paid. A subscription is `active` from the moment that its period begins, an hour before Stripe
   * charges the invoice.
   *
   * @param subscription with its `latest_invoice` in it
   */
  async paymentOf({ id, latest_invoice: latest }: Stripe.Subscription): Promise<'paid' | 'unpaid'> {
    // Answers of stand-ins may lack it; then the status alone tells.
    if (!latest || typeof latest === 'string') return 'paid';
    const invoice = isOfAPeriod(latest) ? latest : await this.latestOfAPeriod(id);
    return invoice && invoice.status !== 'paid' ? 'unpaid' : 'paid';
  }

  /**
   * Ends an update that waits for its payment: with its invoice the update goes, too. Where the invoice has been paid meanwhile the
   * update is in force, and stays.
   */
  async dropUnpaid(invoiceId: string): Promise<void> {
    await this.stripe.invoices.voidInvoice(invoiceId).catch((error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    });
  }

  private async latestOfAPeriod(subscription: string): Promise<Stripe.Invoice | null> {
    const { data } = await this.stripe.invoices.list({ subscription, limit: 100 });
    return data.find(isOfAPeriod) ?? null;
  }
}

function isOfAPeriod({ billing_reason: reason }: Stripe.Invoice): boolean {
  return OF_A_PERIOD.includes(reason);
}
