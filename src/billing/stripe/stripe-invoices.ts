import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';

/** The billing reasons of an invoice for a whole period, as opposed to one for a change within it. */
const PERIOD_BILLING_REASONS: readonly unknown[] = ['subscription_create', 'subscription_cycle'];

/** Reads the invoices of a subscription. */
@Injectable()
export class StripeInvoices {
  constructor(private readonly stripe: Stripe) {}

  /**
   * Whether the running period is paid. A subscription is `active` as soon as its period begins, an hour before
   * Stripe charges the invoice.
   *
   * @param subscription with its `latest_invoice` expanded
   */
  async readPayment({ id, latest_invoice: latest }: Stripe.Subscription): Promise<'paid' | 'unpaid'> {
    // Responses of test servers may not have it; then only the status is used.
    if (!latest || typeof latest === 'string') return 'paid';
    const invoice = isPeriodInvoice(latest) ? latest : await this.latestPeriodInvoice(id);
    return invoice && invoice.status !== 'paid' ? 'unpaid' : 'paid';
  }

  /**
   * Ends an update that waits for its payment: voiding its invoice also drops the update. If the invoice was paid
   * meanwhile, the update is in force and stays.
   */
  async voidUnpaid(invoiceId: string): Promise<void> {
    await this.stripe.invoices.voidInvoice(invoiceId).catch((error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    });
  }

  private async latestPeriodInvoice(subscription: string): Promise<Stripe.Invoice | null> {
    const { data } = await this.stripe.invoices.list({ subscription, limit: 100 });
    return data.find(isPeriodInvoice) ?? null;
  }
}

function isPeriodInvoice({ billing_reason: reason }: Stripe.Invoice): boolean {
  return PERIOD_BILLING_REASONS.includes(reason);
}
