import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog, type Actor } from '../../audit/audit-log.js';
import { CONFIGURATION } from '../../platform/config/configuration.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { Plan } from '../../access/plan.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import type { BillingSettings } from '../billing-configuration.js';
import { seatsExceedPlan } from '../billing.problems.js';
import type { StoredAccount } from '../credits/credit-account-rows.js';
import { CreditLedger } from '../credits/credit-ledger.js';
import { changePlan, type PlanReturn } from '../credits/credits.policy.js';
import { toBalance } from '../credits/credits.service.js';
import type { BillingDto, OrganizationSeatsDto } from '../dto/billing.dto.js';
import { seatLimitOf } from '../plans/plans.js';
import { hasEnoughSeats, reportSeats, type SeatUsage } from '../seats/seat.policy.js';
import { COUNT_SEATS, Seats } from '../seats/seats.js';
import type { SubscriptionEntity } from './subscription.entity.js';

type SubscriptionRow = Readonly<
  Pick<SubscriptionEntity, 'status' | 'renews_at' | 'grace_ends_at' | 'cancels_at' | 'planned_plan' | 'planned_at'>
>;

const SUBSCRIPTION = `
  select status, renews_at, grace_ends_at, cancels_at, planned_plan, planned_at from subscription where organization_id = :organizationId`;

type SeatsRow = SeatUsage & Pick<SubscriptionRow, 'grace_ends_at'>;

const SEATS_AND_GRACE = `
  select used, pending, s.grace_ends_at
  from (${COUNT_SEATS}) counted
  join subscription s on s.organization_id = :organizationId`;

/** The plan of an organization, and its limits. */
@Injectable()
export class Subscriptions {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly seats: Seats,
    private readonly ledger: CreditLedger,
    private readonly audit: AuditLog,
    @Inject(CONFIGURATION) private readonly configuration: BillingSettings,
  ) {}

  /** Creates the subscription of a new organization: Free, with the credits of its first period. */
  async createSubscription(tx: TenantTransaction): Promise<void> {
    await tx.query(`insert into subscription (organization_id, plan, status) values ($1, 'free', 'active')`, [
      tx.organizationId,
    ]);
    await this.ledger.createAccount(tx);
  }

  /** The usage of the seats. */
  async getSeats(auth: AuthorizedContext): Promise<OrganizationSeatsDto> {
    const values = { organizationId: auth.organizationId };
    const [row] = await this.tenants.read<SeatsRow>(auth, { text: SEATS_AND_GRACE, values });
    const { used = 0, pending = 0, grace_ends_at: graceEndsAt = null } = row ?? {};
    const seats = reportSeats({ used, pending }, auth.organization.plan);
    return graceEndsAt === null ? seats : { ...seats, graceEndsAt };
  }

  async getBilling(auth: AuthorizedContext): Promise<BillingDto> {
    return this.tenants.write(auth, async (tx) => this.describeBilling(tx, await this.ledger.readCurrent(tx)));
  }

  /**
   * Changes to a plan that has enough seats for those in use. Larger or smaller, it is in force at once, with its
   * credits, and it stays: a plan that was set for a limited time no longer reverts.
   *
   * @throws 409 `seats-exceed-plan`, listing the holders of seats
   */
  async choosePlan(auth: AuthorizedContext, plan: Plan): Promise<BillingDto> {
    return this.tenants.write(auth, async (tx) => {
      const before = await this.ledger.lock(tx);
      await this.requireSeats(tx, before.account.plan, plan);
      return this.describeBilling(tx, await this.change(tx, before, plan, null, auth.actor));
    });
  }

  /**
   * Sets a plan regardless of the seats in use: the organization may be over its limit afterwards.
   *
   * @param until when the previous plan returns (within a minute); null: the plan stays
   * @throws 422 at `/until` for a time in the past
   */
  async forcePlan(tx: TenantTransaction, plan: Plan, until: string | null, by: Actor): Promise<BillingDto> {
    const before = await this.ledger.lock(tx);
    // If a plan is set for a limited time twice in a row, it reverts to the plan before the first one.
    const lasting = before.account.planReturn?.plan ?? before.account.plan;
    const planReturn =
      until === null || lasting === plan ? null : { plan: lasting, at: requireFutureTime(until, before.now) };
    return this.describeBilling(tx, await this.change(tx, before, plan, planReturn, by));
  }

  private async change(
    tx: TenantTransaction,
    before: StoredAccount,
    to: Plan,
    planReturn: PlanReturn | null,
    by: Actor,
  ): Promise<StoredAccount> {
    const { plan: from, planReturn: returnBefore } = before.account;
    if (to === from && planReturn?.at === returnBefore?.at) return before;
    const after = await this.ledger.apply(tx, before, changePlan(before.account, to, planReturn), { actor: by });
    this.audit.recordAuditEvent(tx, {
      action: 'subscription.plan_changed',
      actor: by,
      target: { kind: 'subscription', id: tx.organizationId, name: before.organizationName },
      changes: {
        ...(to === from ? {} : { plan: { from, to } }),
        ...(planReturn || returnBefore
          ? { until: { from: returnBefore?.at ?? null, to: planReturn?.at ?? null } }
          : {}),
      },
    });
    return after;
  }

  /**
   * Requires that a chosen plan has enough seats for those in use. The caller has locked the subscription.
   *
   * @throws 409 `seats-exceed-plan`, listing the holders of seats
   */
  async requireSeats(tx: TenantTransaction, current: Plan, chosen: Plan): Promise<void> {
    const { used } = await this.seats.report(tx, current);
    if (hasEnoughSeats(chosen, used)) return;
    const holders = await this.seats.holders(tx);
    throw new Problem(seatsExceedPlan, {
      extra: { seatsUsed: used, seatLimit: seatLimitOf(chosen), plan: chosen, holders },
    });
  }

  /** The plan and the state of its subscription, in an open transaction. */
  async describeBilling(tx: TenantTransaction, { account }: StoredAccount): Promise<BillingDto> {
    const { plan, periodEndsAt } = account;
    const row = await tx.one<SubscriptionRow>(SUBSCRIPTION, { organizationId: tx.organizationId });
    const { provider } = this.configuration.billing;
    const renewal = provider === 'local' ? periodEndsAt : row.renews_at;
    return {
      plan,
      status: row.status,
      renewsAt: plan === 'free' ? null : renewal,
      graceEndsAt: row.grace_ends_at,
      endsAt: plan === 'free' ? null : row.cancels_at,
      plannedChange: row.planned_plan && { plan: row.planned_plan, at: row.planned_at },
      provider,
      seats: await this.seats.report(tx, plan),
      credits: toBalance(account),
    };
  }
}

/** @throws 422 at `/until` */
function requireFutureTime(until: string, now: string): string {
  const time = Date.parse(until);
  // Negated, so that a time that cannot be parsed is refused as well.
  if (!(time > Date.parse(now)))
    throw invalid({ pointer: '/until', detail: 'Choose a time in the future, or leave it empty.' });
  return new Date(time).toISOString();
}
