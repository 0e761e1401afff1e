import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { Plan } from '../../access/plan.js';
import { Problem } from '../../platform/http/problem.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { stripeNotConfigured } from '../billing.problems.js';
import type { BillingDto, PlanPriceDto, RedirectDto } from '../dto/billing.dto.js';
import type { ToppedUpDto } from '../dto/credits.dto.js';
import { CreditTransactions } from '../credits/credit-transactions.service.js';
import { Subscriptions } from './subscriptions.js';

export type PlanPrices = Readonly<Partial<Record<Plan, PlanPriceDto>>>;

/** The payment provider for the plans. A call may fail while the provider is unavailable; the caller tries again. */
export abstract class Payments {
  /**
   * Ends the organization's subscription at the provider for good, so that it is no longer charged. Returns when the
   * provider has confirmed it. Without a subscription, or after an earlier call, there is nothing to do.
   *
   * @param startedBefore a subscription that started later stays: a restored organization may have a new one
   */
  abstract endSubscription(organizationId: OrganizationId, startedBefore: Date): Promise<void>;

  /**
   * Changes to the plan that the owner chooses.
   *
   * @throws 409 `seats-exceed-plan`; where plans are paid also `checkout-required` and `plan-change-in-progress`
   */
  abstract choosePlan(auth: AuthorizedContext, plan: Plan): Promise<BillingDto>;

  /**
   * The page on which the owner pays for a first subscription.
   *
   * @throws 409 `stripe-not-configured`, `already-subscribed`, `seats-exceed-plan`
   */
  abstract checkout(auth: AuthorizedContext, plan: Plan): Promise<RedirectDto>;

  /**
   * The page on which the owner manages cards and invoices.
   *
   * @throws 409 `stripe-not-configured`
   */
  abstract portal(auth: AuthorizedContext): Promise<RedirectDto>;

  /**
   * Adds credits that never lapse: at once with local billing, otherwise after the payment on the page in the result.
   *
   * @throws 409 `top-ups-not-configured`
   */
  abstract topUp(auth: AuthorizedContext, credits: number): Promise<ToppedUpDto | RedirectDto>;

  /** The prices of the plans; empty with local billing, or while the provider has not responded yet. */
  abstract prices(): Promise<PlanPrices>;
}

/** Local billing: nothing is paid, so every change is in force, and confirmed, at once. */
@Injectable()
export class LocalPayments extends Payments {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly subscriptions: Subscriptions,
    private readonly transactions: CreditTransactions,
  ) {
    super();
  }

  endSubscription(): Promise<void> {
    return Promise.resolve();
  }

  choosePlan(auth: AuthorizedContext, plan: Plan): Promise<BillingDto> {
    return this.subscriptions.choosePlan(auth, plan);
  }

  checkout(auth: AuthorizedContext): Promise<RedirectDto> {
    return this.refuseWithoutStripe(auth);
  }

  portal(auth: AuthorizedContext): Promise<RedirectDto> {
    return this.refuseWithoutStripe(auth);
  }

  topUp(auth: AuthorizedContext, credits: number): Promise<ToppedUpDto> {
    return this.transactions.topUp(auth, credits);
  }

  prices(): Promise<PlanPrices> {
    return Promise.resolve({});
  }

  private async refuseWithoutStripe(auth: AuthorizedContext): Promise<never> {
    await this.tenants.authorize(auth);
    throw new Problem(stripeNotConfigured);
  }
}
