import { IsIn } from 'class-validator';
import type { Plan } from '../../access/plan.js';
import { MoneyDto } from '../../platform/money/money.dto.js';
import { PLAN_IDS } from '../plans/plans.js';
import { BalanceDto } from './credits.dto.js';
import { inWords } from '../../platform/text/choices.js';

/** The seats of an organization. */
export class SeatsDto {
  /**
   * Seats in use: active members plus pending invitations.
   * @example 2
   */
  used: number;

  /**
   * How many of them are pending invitations.
   * @example 1
   */
  pending: number;

  /**
   * Seats of the plan; null: unlimited.
   * @example 3
   */
  limit: number | null;

  /** @example starter */
  plan: Plan;

  /**
   * Whether more seats are in use than the plan has. Current members keep their access, but no one can be invited or
   * join until the seats in use fit the plan.
   * @example false
   */
  over: boolean;
}

/** The seats of an organization, and until when its plan is sure to stay. */
export class OrganizationSeatsDto extends SeatsDto {
  /**
   * Only after a failed payment: when the organization switches to Free unless it is paid.
   * @example 2026-12-07T10:00:00.000Z
   */
  graceEndsAt?: string;
}

/** The price of a plan, from Stripe. */
export class PlanPriceDto extends MoneyDto {
  /**
   * The billing interval.
   * @example month
   */
  interval: 'day' | 'week' | 'month' | 'year';
}

/** A plan that an organization can be on. */
export class PlanDto {
  /** @example starter */
  id: Plan;

  /** @example Starter */
  name: string;

  /**
   * Seats: active members plus pending invitations; null: unlimited.
   * @example 3
   */
  seats: number | null;

  /**
   * Credits granted every month. Unused ones expire.
   * @example 3000
   */
  monthlyCredits: number;

  /** The price for each period, with Stripe. Null on Free, with local billing, and while Stripe does not respond. */
  price: PlanPriceDto | null;
}

/** A chosen plan that is not in force yet. */
export class PlannedChangeDto {
  /**
   * The plan that will be in force.
   * @example starter
   */
  plan: Plan;

  /**
   * When it will be in force: at the end of the paid period. Null for a larger plan whose invoice is not paid yet: it
   * is in force as soon as the invoice is paid, and dropped when the invoice is not paid within a day.
   * @example 2026-12-23T23:00:00.000Z
   */
  at: string | null;
}

/** The organization's plan and the state of its subscription. */
export class BillingDto {
  /** @example starter */
  plan: Plan;

  /**
   * `past_due`: a payment failed. `canceled`: the paid subscription has ended.
   * @example active
   */
  status: 'active' | 'past_due' | 'canceled';

  /**
   * When a paid plan renews: with local billing at the end of the credits' period, with Stripe at the end of the subscription's.
   * Null on Free, and when the plan ends instead (`endsAt`).
   * @example 2026-12-23T23:00:00.000Z
   */
  renewsAt: string | null;

  /**
   * After a failed payment: until when the plan stays in force. Null when no payment failed.
   * @example null
   */
  graceEndsAt: string | null;

  /**
   * When the plan ends, after a cancellation was requested. The plan stays in force until then.
   * @example null
   */
  endsAt: string | null;

  /** With Stripe: the chosen plan that is not in force yet; null: none. */
  plannedChange: PlannedChangeDto | null;

  /**
   * `local`: a chosen plan is in force at once and costs nothing. `stripe`: plans are paid through Stripe.
   * @example local
   */
  provider: 'local' | 'stripe';

  seats: SeatsDto;

  credits: BalanceDto;
}

/** The plan to change to. */
export class ChangePlanDto {
  /**
   * One of the plans of `GET /api/v1/plans`.
   * @example starter
   */
  @IsIn(PLAN_IDS, { message: `Choose one of ${inWords(PLAN_IDS)}.` })
  plan: Plan;
}

const PAID_PLANS = PLAN_IDS.filter((id) => id !== 'free');

/** The plan to subscribe to. */
export class CheckoutDto {
  /**
   * One of the paid plans.
   * @example starter
   */
  @IsIn(PAID_PLANS, { message: `Choose one of ${inWords(PAID_PLANS)}.` })
  plan: Plan;
}

/** The address to redirect the browser to. */
export class RedirectDto {
  /**
   * A page of Stripe that can be used once.
   * @example https://checkout.stripe.com/c/pay/cs_test_a1b2c3
   */
  url: string;
}
