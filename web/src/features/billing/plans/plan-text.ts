import type { Plan, Schemas } from '../../../api/client';
import { PLAN_NAMES } from '../../../shared/plans';
import { count } from '../../../ui/format/count';
import { formatMoney } from '../../../ui/format/money';
import type { Billing } from '../queries';

type PlanDto = Schemas['PlanDto'];

/** "€49.00 per month"; null where nothing is to be paid, or no price is configured. */
export function priceOf({ price }: Pick<PlanDto, 'price'>): string | null {
  return price === null ? null : `${formatMoney(price)} per ${price.interval}`;
}

/** The price, or why there is none. */
export function priceLabelOf(plan: Pick<PlanDto, 'id' | 'price'>, provider: Billing['provider']): string {
  return priceOf(plan) ?? (plan.id === 'free' || provider === 'local' ? 'Free of charge' : 'Price shown at checkout');
}

/** "10 seats". */
export function seatsOf({ seats }: Pick<PlanDto, 'seats'>): string {
  return seats === null ? 'Unlimited seats' : count(seats, 'seat');
}

/** Why a plan has too few seats for those in use; null: it has enough. */
export function seatsMissing({ name, seats }: Pick<PlanDto, 'name' | 'seats'>, used: number): string | null {
  if (seats === null || used <= seats) return null;
  return `${count(used, 'seat')} in use, ${name} has ${seats.toLocaleString()}. Free up ${count(used - seats, 'seat')} first.`;
}

/** "10,000 credits per month". */
export function creditsOf({ monthlyCredits }: Pick<PlanDto, 'monthlyCredits'>): string {
  return `${count(monthlyCredits, 'credit')} per month`;
}

type Subscription = Pick<Billing, 'plan' | 'provider' | 'endsAt' | 'plannedChange'>;

/** When a change of plan takes effect. */
type Effect = 'now' | 'after-checkout' | 'stays' | 'charged-now' | 'at-period-end';

/** @param order the plans, smallest first */
export function effectOf({ plan: current, provider }: Subscription, chosen: Plan, order: readonly Plan[]): Effect {
  if (provider === 'local') return 'now';
  if (chosen === current) return 'stays';
  if (current === 'free') return 'after-checkout';
  return order.indexOf(chosen) > order.indexOf(current) ? 'charged-now' : 'at-period-end';
}

/** The result of a change of plan. */
export function outcomeOf({ plan, endsAt, plannedChange }: Subscription, name: string): string {
  if (plannedChange?.at === null) {
    return `The payment for ${PLAN_NAMES[plannedChange.plan]} failed. Update your card under “Manage payment”.`;
  }
  const next = plannedChange?.plan ?? (endsAt === null ? null : 'free');
  if (next !== null) return `${name} changes to ${PLAN_NAMES[next]} at the end of the billing period.`;
  return `${name} is now on ${PLAN_NAMES[plan]}.`;
}
