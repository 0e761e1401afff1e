import type { Plan } from '../platform/database/tenancy.js';
import { isSmaller } from './plans.js';

/** What has to happen for a plan that the owner chooses, where plans are paid for. */
export type PlanRequest =
  | 'nothing'
  /** Without a subscription there is one way to a paid plan. */
  | 'checkout-required'
  /** On a plan that costs nothing, as the platform set it: Free needs no provider. */
  | 'free-at-once'
  /** Ends with the period that is paid for. */
  | 'cancel'
  /** The plan that is paid for goes on: what was planned instead is taken back. */
  | 'resume'
  /** Invoiced at once, and in force when that invoice is paid. */
  | 'upgrade'
  /** In force when the period that is paid for ends. */
  | 'downgrade';

/** What the owner has, as the database or the provider knows it. */
export interface Subscribed {
  /** The plan in force, whoever set it. */
  readonly plan: Plan;
  /** What the subscription gives; null: there is none. */
  readonly paidPlan: Plan | null;
  /** A cancellation was asked for. */
  readonly isCancelling: boolean;
  /** The plan that was chosen for the period's end, or that waits for its payment. */
  readonly planned: { readonly plan: Plan; readonly at: string | null } | null;
}

export function requestFor(chosen: Plan, { plan, paidPlan, isCancelling, planned }: Subscribed): PlanRequest {
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
