import { Inject, Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import type { StripeConfiguration } from '../../platform/config/configuration.js';
import type { Plan } from '../../platform/database/tenancy.js';
import type { ProviderSubscription } from '../life-cycle.policy.js';
import { PLAN_IDS } from '../plans.js';
import { STRIPE_CONFIGURATION, timeOf } from './stripe-client.js';

export type PaidPlanId = Exclude<Plan, 'free'>;

export const PAID_PLANS = PLAN_IDS.filter((id): id is PaidPlanId => id !== 'free');

/** A subscription's item that stands for a plan, and which. */
export interface PlanItem {
  readonly id: string;
  readonly plan: Plan | null;
}

/** How plans and subscriptions look at Stripe. */
@Injectable()
export class StripePlans {
  constructor(@Inject(STRIPE_CONFIGURATION) private readonly configuration: StripeConfiguration) {}

  priceOf(plan: PaidPlanId): string {
    return this.configuration.prices[plan];
  }

  /** The item by whose price the plan is known. */
  itemOf(subscription: Stripe.Subscription): PlanItem | null {
    const items = itemsOf(subscription);
    const found = items.find(({ price }) => this.planOfPrice(price.id) !== null) ?? items[0];
    return found ? { id: found.id, plan: this.planOfPrice(found.price.id) } : null;
  }

  read(subscription: Stripe.Subscription): ProviderSubscription {
    const period = periodOf(subscription);
    return {
      id: subscription.id,
      status: subscription.status,
      // A plan's old price is not configured any more, and is still paid: what we noted at the checkout tells which plan it is.
      plan: this.itemOf(subscription)?.plan ?? planNoted(subscription.metadata),
      begunAt: timeOf(begunAt(subscription)),
      cancelsAt: cancellationOf(subscription, period),
      period,
    };
  }

  private planOfPrice(price: string): PaidPlanId | null {
    return PAID_PLANS.find((plan) => this.priceOf(plan) === price) ?? null;
  }
}

/** Since 2025 the period stands at the items; before, at the subscription itself. */
type WithPeriod = Partial<Pick<Stripe.SubscriptionItem, 'current_period_start' | 'current_period_end'>>;

function periodOf(subscription: Stripe.Subscription): ProviderSubscription['period'] {
  const { current_period_start: start, current_period_end: end } = {
    ...(subscription as WithPeriod),
    ...(itemsOf(subscription)[0] as WithPeriod | undefined),
  };
  return start !== undefined && end !== undefined ? { startsAt: timeOf(start), endsAt: timeOf(end) } : null;
}

/** Answers of other versions, and of stand-ins, may lack what this one always has. */
function itemsOf({ items }: { readonly items?: Stripe.Subscription['items'] }): readonly Stripe.SubscriptionItem[] {
  return items?.data ?? [];
}

function begunAt({ created, start_date: started }: Partial<Stripe.Subscription>): number {
  return created ?? started ?? 0;
}

function cancellationOf(subscription: Stripe.Subscription, period: ProviderSubscription['period']): string | null {
  if (subscription.cancel_at) return timeOf(subscription.cancel_at);
  return subscription.cancel_at_period_end ? (period?.endsAt ?? null) : null;
}

function planNoted(metadata: Stripe.Metadata | undefined): Plan | null {
  return PAID_PLANS.find((plan) => plan === metadata?.['plan']) ?? null;
}
