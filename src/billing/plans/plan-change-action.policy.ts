import type { Plan } from '../../access/plan.js';
import { isSmaller } from './plans.js';

/** What has to be done for a plan that the owner chooses, where plans are paid. */
export type PlanChangeAction =
  | 'nothing'
  /** Without a subscription a paid plan needs a checkout. */
  | 'checkout-required'
  /** No subscription, on a plan that a superadmin set: Free needs no provider. */
  | 'free-at-once'
  /** Ends with the period that is paid for. */
  | 'cancel'
  /** The paid plan continues: a planned change or cancellation is dropped. */
  | 'resume'
  /** Invoiced at once, and in force when that invoice is paid. */
  | 'upgrade'
  /** In force when the period that is paid for ends. */
  | 'downgrade';

/** The owner's current plan, from the database or from the provider. */
export interface CurrentPlan {
  /** The plan in force, including one that a superadmin has set. */
  readonly plan: Plan;
  /** The plan of the subscription; null: there is none. */
  readonly paidPlan: Plan | null;
  /** Whether a cancellation was requested. */
  readonly isCancelling: boolean;
  /** The plan that was chosen for the end of the period, or whose invoice is not paid yet. */
  readonly planned: { readonly plan: Plan; readonly at: string | null } | null;
}

export function planChangeActionFor(
  chosen: Plan,
  { plan, paidPlan, isCancelling, planned }: CurrentPlan,
): PlanChangeAction {
  if (paidPlan === null) {
    if (chosen === plan) return 'nothing';
    return chosen === 'free' ? 'free-at-once' : 'checkout-required';
  }
  if (chosen === 'free') return isCancelling ? 'nothing' : 'cancel';
  if (chosen === paidPlan) return isCancelling || planned ? 'resume' : 'nothing';
  if (!isSmaller(chosen, paidPlan)) return 'upgrade';
  const isPlannedAlready = planned !== null && planned.at !== null && planned.plan === chosen && !isCancelling;
  return isPlannedAlready ? 'nothing' : 'downgrade';
}
