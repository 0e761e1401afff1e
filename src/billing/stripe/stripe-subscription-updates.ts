import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import type { Plan } from '../../access/plan.js';
import { Problem } from '../../platform/http/problem.js';
import { checkoutRequired } from '../billing.problems.js';
import { planChangeActionFor } from '../plans/plan-change-action.policy.js';
import { idOf } from './stripe-client.js';
import { StripeInvoices } from './stripe-invoices.js';
import { PAID_PLANS, StripePlans, type PaidPlanId } from './stripe-plans.js';

/** Changes the plan of a subscription at Stripe. */
@Injectable()
export class StripeSubscriptionUpdates {
  constructor(
    private readonly stripe: Stripe,
    private readonly plans: StripePlans,
    private readonly invoices: StripeInvoices,
  ) {}

  /**
   * Changes the subscription to the chosen plan. An earlier planned change is dropped first, so that of several
   * changes in a row only the last one is left.
   *
   * @param paidPlan the subscription's plan as far as it is known here, used when its price does not identify it
   */
  async changePlan(listed: Stripe.Subscription, chosen: Plan, paidPlan: Plan): Promise<void> {
    const subscription = await this.dropPlannedChange(listed);
    const action = planChangeActionFor(chosen, {
      plan: paidPlan,
      paidPlan: this.plans.itemOf(subscription)?.plan ?? paidPlan,
      isCancelling: isCancelling(subscription),
      planned: null,
    });
    if (action === 'cancel') await this.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    if (action === 'resume') await this.withdrawCancellation(subscription);
    const plan = PAID_PLANS.find((id) => id === chosen);
    if (action === 'upgrade' && plan) await this.upgrade(subscription, plan);
    if (action === 'downgrade' && plan) await this.downgrade(subscription, plan);
  }

  /**
   * Invoiced and charged at once. If the payment fails, the subscription stays as it is until that invoice is paid;
   * after a day the change is dropped.
   */
  private async upgrade(subscription: Stripe.Subscription, plan: PaidPlanId): Promise<void> {
    const changed = await this.stripe.subscriptions.update(subscription.id, {
      items: [{ id: this.itemIdOf(subscription), price: this.plans.priceOf(plan), quantity: 1 }],
      metadata: { plan },
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
      ...(subscription.cancel_at_period_end ? { cancel_at_period_end: false } : {}),
    });
    // An end on a custom day cannot wait for a payment. It is removed once the larger plan is in force.
    const isInForce = !(changed as Partial<Stripe.Subscription>).pending_update;
    if (isInForce && isCancelling(changed)) await this.withdrawCancellation(changed);
  }

  /** In force with the next period, whose invoice is the first with the new price. */
  private async downgrade(subscription: Stripe.Subscription, plan: PaidPlanId): Promise<void> {
    const planItemId = this.itemIdOf(subscription);
    if (isCancelling(subscription)) await this.withdrawCancellation(subscription);
    const schedule = await this.stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const current = schedule.phases[0];
    if (!current) throw new Error('Stripe returned a schedule without a phase.');
    const items = subscription.items.data.map(({ id, price, quantity }) => ({
      isOwn: id === planItemId,
      item: { price: price.id, ...(quantity === undefined ? {} : { quantity }) },
    }));
    await this.stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: 'release',
      proration_behavior: 'none',
      phases: [
        { start_date: current.start_date, end_date: current.end_date, items: items.map(({ item }) => item) },
        {
          start_date: current.end_date,
          duration: { interval: 'month', interval_count: 1 },
          proration_behavior: 'none',
          metadata: { plan },
          items: items.map(({ isOwn, item }) => (isOwn ? { price: this.plans.priceOf(plan), quantity: 1 } : item)),
        },
      ],
    });
  }

  /** Withdraws the subscription's cancellation. An end on a custom day, set at Stripe, has a field of its own. */
  private async withdrawCancellation({
    id,
    cancel_at: cancelAt,
    cancel_at_period_end: atPeriodEnd,
  }: Stripe.Subscription): Promise<void> {
    if (atPeriodEnd) await this.stripe.subscriptions.update(id, { cancel_at_period_end: false });
    else if (cancelAt) await this.stripe.subscriptions.update(id, { cancel_at: '' });
  }

  /** Drops a smaller plan that waits for the end of the period, and a larger one that waits for its payment. */
  private async dropPlannedChange(subscription: Stripe.Subscription): Promise<Stripe.Subscription> {
    const { pending_update: pending, schedule } = subscription as Partial<Stripe.Subscription>;
    const scheduleId = idOf(schedule);
    if (!pending && scheduleId === null) return subscription;
    if (scheduleId !== null) await this.stripe.subscriptionSchedules.release(scheduleId);
    const invoiceId = idOf(subscription.latest_invoice);
    if (pending && invoiceId !== null) await this.invoices.voidUnpaid(invoiceId);
    return this.stripe.subscriptions.retrieve(subscription.id);
  }

  /** @throws 409 `checkout-required` for a subscription of several items none of which has the price of a plan */
  private itemIdOf(subscription: Stripe.Subscription): string {
    const item = this.plans.itemOf(subscription);
    if (!item) throw new Problem(checkoutRequired);
    return item.id;
  }
}

function isCancelling({ cancel_at: at, cancel_at_period_end: atPeriodEnd }: Stripe.Subscription): boolean {
  return Boolean(at) || atPeriodEnd;
}
