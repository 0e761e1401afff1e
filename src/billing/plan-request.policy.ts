import type { Plan } from '../platform/database/tenancy.js';

/** What has to happen for a plan that the owner chooses, where plans are paid for. */
export type PlanRequest =
  | { readonly kind: 'nothing' }
  /** Without a subscription there is one way to a paid plan. */
  | { readonly kind: 'checkout-required' }
  /** On a plan that nobody pays for, as the platform set it: Free needs no provider. */
  | { readonly kind: 'free-at-once' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'change' };

export interface Subscribed {
  /** The plan in force, whoever set it. */
  readonly plan: Plan;
  /** What the subscription gives; null: there is none. */
  readonly paidPlan: Plan | null;
  /** A cancellation was asked for. */
  readonly isCancelling: boolean;
}

export function requestFor(chosen: Plan, { plan, paidPlan, isCancelling }: Subscribed): PlanRequest {
  if (paidPlan === null) {
    if (chosen === plan) return { kind: 'nothing' };
    return { kind: chosen === 'free' ? 'free-at-once' : 'checkout-required' };
  }
  if (chosen === 'free') return { kind: isCancelling ? 'nothing' : 'cancel' };
  // The plan that is paid for already, and goes on, is no change; while its end is asked for, choosing it takes that back.
  return { kind: chosen === paidPlan && !isCancelling ? 'nothing' : 'change' };
}
