import type { Plan } from '../../access/plan.js';

export interface PlanTerms {
  /** The display name, in pages and emails. */
  readonly name: string;
  /** Seats: active members and pending invitations together; null: unlimited. */
  readonly seats: number | null;
  /** Credits granted every month. */
  readonly monthlyCredits: number;
}

/** The plans, smallest first. Seats, credits, the API and the pages use this table. */
export const PLANS = {
  free: { name: 'Free', seats: 1, monthlyCredits: 50 },
  starter: { name: 'Starter', seats: 3, monthlyCredits: 3_000 },
  pro: { name: 'Pro', seats: 10, monthlyCredits: 10_000 },
  enterprise: { name: 'Enterprise', seats: null, monthlyCredits: 40_000 },
} as const satisfies Record<Plan, PlanTerms>;

export const PLAN_IDS = Object.keys(PLANS) as Plan[];

/** The plan's seats; null: unlimited. */
export function seatLimitOf(plan: Plan): number | null {
  return PLANS[plan].seats;
}

/** Whether a plan has fewer seats than another. */
export function isSmaller(plan: Plan, than: Plan): boolean {
  return PLAN_IDS.indexOf(plan) < PLAN_IDS.indexOf(than);
}
