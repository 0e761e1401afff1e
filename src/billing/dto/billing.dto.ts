import { IsIn } from 'class-validator';
import type { Plan } from '../../platform/database/tenancy.js';
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
}

/** The organization's plan and where its subscription stands. */
export class BillingDto {
  /** @example starter */
  plan: Plan;

  /** @example active */
  status: 'active' | 'past_due' | 'canceled';

  /**
   * When a paid plan renews: with local billing at the end of the credits' period. Null on Free.
   * @example 2026-12-23T23:00:00.000Z
   */
  renewsAt: string | null;

  /**
   * Until when everything goes on although a payment failed; null when none did.
   * @example null
   */
  graceEndsAt: string | null;

  /**
   * `local`: plans are in force at once and cost nothing.
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
