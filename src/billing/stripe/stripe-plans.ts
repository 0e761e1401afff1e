import { Inject, Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import type { StripeConfiguration } from '../billing-configuration.js';
import type { Plan } from '../../access/plan.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import type { PlannedChange, ProviderSubscription } from '../subscription/subscription-state.policy.js';
import { PLAN_IDS } from '../plans/plans.js';
import { STRIPE_CONFIGURATION, timeOf } from './stripe-client.js';

export type PaidPlanId = Exclude<Plan, 'free'>;

export const PAID_PLANS = PLAN_IDS.filter((id): id is PaidPlanId => id !== 'free');

/** The item of a subscription whose price is that of a plan, and the plan. */
export interface PlanItem {
  readonly id: string;
  readonly plan: Plan | null;
}

/** Translates plans and subscriptions between this service and Stripe. */
@Injectable()
export class StripePlans {
  constructor(@Inject(STRIPE_CONFIGURATION) private readonly configuration: StripeConfiguration) {}

  priceOf(plan: PaidPlanId): string {
    return this.configuration.prices[plan];
  }

  /**
   * Whether a customer's subscription is for one of our plans: by its price, by the metadata that the checkout set,
   * or because it is the known one. The operator may sell other products to the same customer; their subscriptions
   * are ignored.
   *
   * @param known the subscription that the organization is known to have
   */
  isOurs(subscription: Stripe.Subscription, organizationId: OrganizationId, known: string | null): boolean {
    if (subscription.id === known || metadataValue(subscription.metadata, 'organization_id') === organizationId)
      return true;
    return itemsOf(subscription).some(({ price }) => this.planOfPrice(price.id) !== null);
  }

  /** The item whose price identifies the plan; if that price is no longer configured, the only item. */
  itemOf(subscription: Stripe.Subscription): PlanItem | null {
    const items = itemsOf(subscription);
    const found =
      items.find(({ price }) => this.planOfPrice(price.id) !== null) ?? (items.length === 1 ? items[0] : null);
    return found ? { id: found.id, plan: this.planOfPrice(found.price.id) } : null;
  }

  toProviderSubscription(subscription: Stripe.Subscription, payment: 'paid' | 'unpaid'): ProviderSubscription {
    const item = this.itemOf(subscription);
    const period = periodOf(subscription, item);
    return {
      id: subscription.id,
      status: subscription.status,
      plan: item?.plan ?? null,
      // A plan's old price is no longer configured, but is still paid. The metadata that the checkout set says which
      // plan it is.
      metadataPlan: PAID_PLANS.find((plan) => plan === metadataValue(subscription.metadata, 'plan')) ?? null,
      startedAt: timeOf(startedAt(subscription)),
      cancelsAt: cancellationOf(subscription, period),
      period,
      isPaid: payment === 'paid',
      planned: this.plannedChangeOf(subscription),
    };
  }

  /** The change that waits for its payment, or else the one at the end of the period. */
  private plannedChangeOf(subscription: Stripe.Subscription): PlannedChange | null {
    const { pending_update: pending, schedule } = subscription as Partial<Stripe.Subscription>;
    const unpaid = this.planAmongPrices(pending?.subscription_items?.map(({ price }) => price));
    if (unpaid) return { plan: unpaid, at: null };
    if (!schedule || typeof schedule === 'string') return null;
    const current = schedule.current_phase;
    const next = current && schedule.phases.find(({ start_date: start }) => start >= current.end_date);
    const plan = this.planAmongPrices(next?.items.map(({ price }) => price));
    return next && plan ? { plan, at: timeOf(next.start_date) } : null;
  }

  private planAmongPrices(prices: readonly (string | { readonly id: string })[] | undefined): PaidPlanId | null {
    const plans = (prices ?? []).map((price) => this.planOfPrice(typeof price === 'string' ? price : price.id));
    return plans.find((plan) => plan !== null) ?? null;
  }

  private planOfPrice(price: string): PaidPlanId | null {
    return PAID_PLANS.find((plan) => this.priceOf(plan) === price) ?? null;
  }
}

/** Since 2025 the period is a property of the items; before, of the subscription itself. */
type WithPeriod = Partial<Pick<Stripe.SubscriptionItem, 'current_period_start' | 'current_period_end'>>;

function periodOf(subscription: Stripe.Subscription, item: PlanItem | null): ProviderSubscription['period'] {
  const items = itemsOf(subscription);
  const { current_period_start: start, current_period_end: end } = {
    ...(subscription as WithPeriod),
    ...((items.find(({ id }) => id === item?.id) ?? items[0]) as WithPeriod | undefined),
  };
  return start !== undefined && end !== undefined ? { startsAt: timeOf(start), endsAt: timeOf(end) } : null;
}

/** Responses of other versions, and of test servers, may lack what this version always has. */
function itemsOf({ items }: { readonly items?: Stripe.Subscription['items'] }): readonly Stripe.SubscriptionItem[] {
  return items?.data ?? [];
}

function startedAt({ created, start_date: started }: Partial<Stripe.Subscription>): number {
  return created ?? started ?? 0;
}

function cancellationOf(subscription: Stripe.Subscription, period: ProviderSubscription['period']): string | null {
  if (subscription.cancel_at) return timeOf(subscription.cancel_at);
  return subscription.cancel_at_period_end ? (period?.endsAt ?? null) : null;
}

function metadataValue(metadata: Stripe.Metadata | undefined, name: 'organization_id' | 'plan'): string | null {
  return metadata?.[name] ?? null;
}
