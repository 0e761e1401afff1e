import { Inject, Injectable } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import { AuditLog } from '../audit/audit-log.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { Plan } from '../platform/database/tenancy.js';
import { Problem } from '../platform/http/problem.js';
import { seatsExceedPlan } from './billing.problems.js';
import type { BillingDto, SeatsDto } from './dto/billing.dto.js';
import { seatLimitOf } from './plans.js';
import { planHolds, reportSeats, type SeatReport, type SeatUsage } from './seat.policy.js';
import { COUNT_SEATS, Seats } from './seats.js';

interface SubscriptionRow {
  readonly plan: Plan;
  readonly status: BillingDto['status'];
  readonly renews_at: string | null;
  readonly grace_ends_at: string | null;
}

const SUBSCRIPTION = 'select plan, status, renews_at, grace_ends_at from subscription where organization_id = $1';

/** The plan of an organization, and what it may hold. */
@Injectable()
export class Subscriptions {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly seats: Seats,
    private readonly audit: AuditLog,
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
  ) {}

  /** Puts a new organization on Free. */
  async start(tx: TenantTransaction): Promise<void> {
    await tx.query(`insert into subscription (organization_id, plan, status) values ($1, 'free', 'active')`, [
      tx.organizationId,
    ]);
  }

  /** How the seats stand. */
  async readSeats(entry: Entry): Promise<SeatsDto> {
    const [usage] = await this.tenants.read<SeatUsage>(entry, { text: COUNT_SEATS, values: [entry.organizationId] });
    return reportSeats(usage ?? { used: 0, pending: 0 }, entry.organization.plan);
  }

  async read(entry: Entry): Promise<BillingDto> {
    return this.tenants.write(entry, async (tx) =>
      this.describe(tx, await this.seats.report(tx, entry.organization.plan)),
    );
  }

  /**
   * Changes to a plan that holds the seats in use; larger or smaller, it is in force at once.
   *
   * @throws 409 `seats-exceed-plan`, naming who holds the seats
   */
  async choosePlan(entry: Entry, plan: Plan): Promise<BillingDto> {
    return this.tenants.write(entry, async (tx) => {
      const seats = await this.seats.lock(tx);
      if (!planHolds(plan, seats.used)) throw await this.seatsExceed(tx, seats, plan);
      if (plan !== seats.plan) await this.change(tx, entry, seats.plan, plan);
      return this.describe(tx, reportSeats(seats, plan));
    });
  }

  private async change(tx: TenantTransaction, entry: Entry, from: Plan, to: Plan): Promise<void> {
    await tx.query(
      `update subscription set plan = $2, status = 'active', updated_at = now() where organization_id = $1`,
      [tx.organizationId, to],
    );
    await this.audit.record(tx, {
      action: 'subscription.plan_changed',
      actor: entry.actor,
      target: { kind: 'subscription', id: tx.organizationId, name: entry.organization.name },
      changes: { plan: { from, to } },
    });
  }

  private async seatsExceed(tx: TenantTransaction, seats: SeatReport, plan: Plan): Promise<Problem> {
    const holders = await this.seats.holders(tx);
    return new Problem(seatsExceedPlan, {
      extra: { seatsUsed: seats.used, seatLimit: seatLimitOf(plan), plan, holders },
    });
  }

  private async describe(tx: TenantTransaction, seats: SeatReport): Promise<BillingDto> {
    const row = await tx.one<SubscriptionRow>(SUBSCRIPTION, [tx.organizationId]);
    return {
      plan: row.plan,
      status: row.status,
      renewsAt: row.renews_at,
      graceEndsAt: row.grace_ends_at,
      provider: this.configuration.billing.provider,
      seats,
    };
  }
}
