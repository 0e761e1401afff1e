import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { logger } from '../../platform/logging/logger.js';
import { TIMED_OUT, withTimeout } from '../../platform/jobs/with-timeout.js';
import type { PlanPriceDto } from '../dto/billing.dto.js';
import type { PlanPrices } from '../subscription/payments.js';
import { amountFromStripe } from './stripe-amount.policy.js';
import { PAID_PLANS, StripePlans } from './stripe-plans.js';

const CACHE_MS = 10 * 60_000;
const RETRY_AFTER_FAILURE_MS = 30_000;
/** The public list of plans must not wait long for Stripe's response. */
const MAX_WAIT_MS = 3_000;

/**
 * The prices of the plans from Stripe: read at most once in ten minutes. While a reading fails, the last prices are
 * returned.
 */
@Injectable()
export class StripePrices {
  private known: PlanPrices = {};
  private staleAt = 0;
  private reading: Promise<void> | null = null;

  constructor(
    private readonly stripe: Stripe,
    private readonly plans: StripePlans,
  ) {}

  async read(): Promise<PlanPrices> {
    if (Date.now() >= this.staleAt) {
      this.reading ??= this.refresh().finally(() => {
        this.reading = null;
      });
      // Wait for the response only if no prices are known yet.
      const isKnown = Object.keys(this.known).length > 0;
      if (!isKnown && (await withTimeout(MAX_WAIT_MS, this.reading)) === TIMED_OUT) return {};
    }
    return this.known;
  }

  private async refresh(): Promise<void> {
    try {
      const prices = await Promise.all(
        PAID_PLANS.map(async (plan) => [plan, toPrice(await this.stripe.prices.retrieve(this.plans.priceOf(plan)))]),
      );
      this.known = Object.fromEntries(prices.filter(([, price]) => price !== null)) as PlanPrices;
      this.staleAt = Date.now() + CACHE_MS;
    } catch (error) {
      this.staleAt = Date.now() + RETRY_AFTER_FAILURE_MS;
      const reason = error instanceof Stripe.errors.StripeError ? (error.code ?? error.type) : 'unknown';
      logger.warn({ reason }, 'The prices of the plans could not be read from Stripe.');
    }
  }
}

/** Null for a tiered price, and for one with fractions of a cent, which a single amount cannot express. */
function toPrice({ unit_amount: given, currency: code, recurring }: Stripe.Price): PlanPriceDto | null {
  const currency = code.toUpperCase();
  const amount = given === null ? null : amountFromStripe(given, currency);
  return amount === null ? null : { amount, currency, interval: (recurring?.interval ?? 'month') as Interval };
}

type Interval = PlanPriceDto['interval'];
