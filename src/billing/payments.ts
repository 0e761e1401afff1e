import { Injectable } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { Plan } from '../platform/database/tenancy.js';
import { Problem } from '../platform/http/problem.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import { stripeNotConfigured } from './billing.problems.js';
import type { BillingDto, PlanPriceDto, RedirectDto } from './dto/billing.dto.js';
import type { ToppedUpDto } from './dto/credits.dto.js';
import { LedgerDesk } from './ledger-desk.service.js';
import { Subscriptions } from './subscriptions.js';

export type PlanPrices = Readonly<Partial<Record<Plan, PlanPriceDto>>>;

/** Whoever is paid for the plans. Calls may fail while the provider is away; whoever calls tries again. */
export abstract class Payments {
  /**
   * Ends whatever the organization subscribed to there, for good: it is charged no more. Answers once the provider has
   * confirmed it; without a subscription, or after an earlier call, there is nothing to do.
   *
   * @param begunBefore what was subscribed to later stays: an organization that was restored may have a new one
   */
  abstract endSubscription(organizationId: OrganizationId, begunBefore: Date): Promise<void>;

  /**
   * Puts the organization on the plan that its owner chooses.
   *
   * @throws 409 `seats-exceed-plan`; where plans are paid for also `checkout-required` and `plan-change-in-progress`
   */
  abstract choosePlan(entry: Entry, plan: Plan): Promise<BillingDto>;

  /**
   * Where the owner pays for a first subscription.
   *
   * @throws 409 `stripe-not-configured`, `already-subscribed`, `seats-exceed-plan`
   */
  abstract checkout(entry: Entry, plan: Plan): Promise<RedirectDto>;

  /**
   * Where the owner sees to cards and invoices.
   *
   * @throws 409 `stripe-not-configured`
   */
  abstract portal(entry: Entry): Promise<RedirectDto>;

  /**
   * Adds credits that never lapse: at once where nobody pays, else where the answer leads to.
   *
   * @throws 409 `top-ups-not-configured`
   */
  abstract topUp(entry: Entry, credits: number): Promise<ToppedUpDto | RedirectDto>;

  /** What the plans cost; empty where nobody pays, or while the provider has not told yet. */
  abstract prices(): Promise<PlanPrices>;
}

/** Nobody is paid, so everything is in force, and confirmed, at once. */
@Injectable()
export class LocalPayments extends Payments {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly subscriptions: Subscriptions,
    private readonly desk: LedgerDesk,
  ) {
    super();
  }

  endSubscription(): Promise<void> {
    return Promise.resolve();
  }

  choosePlan(entry: Entry, plan: Plan): Promise<BillingDto> {
    return this.subscriptions.choosePlan(entry, plan);
  }

  checkout(entry: Entry): Promise<RedirectDto> {
    return this.refuse(entry);
  }

  portal(entry: Entry): Promise<RedirectDto> {
    return this.refuse(entry);
  }

  topUp(entry: Entry, credits: number): Promise<ToppedUpDto> {
    return this.desk.topUp(entry, credits);
  }

  prices(): Promise<PlanPrices> {
    return Promise.resolve({});
  }

  private async refuse(entry: Entry): Promise<never> {
    await this.tenants.enter(entry);
    throw new Problem(stripeNotConfigured);
  }
}
