import { IsIn } from 'class-validator';
import type { Plan } from '../../platform/database/tenancy.js';
import { MoneyDto } from '../../platform/money/money.dto.js';
import { PLAN_IDS } from '../plans.js';
import { BalanceDto } from './credits.dto.js';

/** The seats of an organization. */
export class SeatsDto {
  /**
   * Seats held: active members plus open invitations.
   * @example 2
   */
  used: number;

  /**
   * The open invitations among them.
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
   * More seats are held than the plan has. Nobody is thrown out, and nobody is invited or accepted until it fits.
   * @example false
   */
  over: boolean;
}

/** What a plan costs, as Stripe has it. */
export class PlanPriceDto extends MoneyDto {
  /**
   * After which time it is due again.
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
   * Seats: active members plus open invitations; null: unlimited.
   * @example 3
   */
  seats: number | null;

  /**
   * Credits granted every month; what is not used lapses.
   * @example 3000
   */
  monthlyCredits: number;

  /** With Stripe, for every period; null on Free, with local billing, and while Stripe does not answer. */
  price: PlanPriceDto | null;
}

/** A change of the plan that was chosen and is not in force yet. */
export class PlannedChangeDto {
  /**
   * The plan that is to come.
   * @example starter
   */
  plan: Plan;

  /**
   * When it will be in force: at the end of the period that is paid for. Null for a larger plan whose invoice is not paid yet: it
   * is in force as soon as it is, and dropped where it is not paid within a day.
   * @example 2026-12-23T23:00:00.000Z
   */
  at: string | null;
}

/** The organization's plan and where its subscription stands. */
export class BillingDto {
  /** @example starter */
  plan: Plan;

  /**
   * `past_due`: a payment failed. `canceled`: there was a paid subscription, and it is over.
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
   * Until when everything goes on although a payment failed; null when none did.
   * @example null
   */
  graceEndsAt: string | null;

  /**
   * When the plan ends, where its cancellation was asked for; until then everything goes on.
   * @example null
   */
  endsAt: string | null;

  /** With Stripe: the plan that was chosen and is not in force yet; null: none. */
  plannedChange: PlannedChangeDto | null;

  /**
   * `local`: plans are in force at once and cost nothing. `stripe`: they are paid for.
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
  @IsIn(PLAN_IDS, { message: `Choose one of ${PLAN_IDS.join(', ')}.` })
  plan: Plan;
}

const PAID_PLANS = PLAN_IDS.filter((id) => id !== 'free');

/** The plan to subscribe to. */
export class CheckoutDto {
  /**
   * One of the plans that cost something.
   * @example starter
   */
  @IsIn(PAID_PLANS, { message: `Choose one of ${PAID_PLANS.join(', ')}.` })
  plan: Plan;
}

/** Where to go on in the browser. */
export class RedirectDto {
  /**
   * A page of Stripe's, for this one visit.
   * @example https://checkout.stripe.com/c/pay/cs_test_a1b2c3
   */
  url: string;
}
