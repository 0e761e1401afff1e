import { Injectable } from '@nestjs/common';
import { AuditLog, type Actor } from '../audit/audit-log.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { Plan } from '../platform/database/tenancy.js';
import { PaymentFailures } from '../platform/events/payment-failed.js';
import { logger } from '../platform/logging/logger.js';
import type { StoredAccount } from './credit-account-rows.js';
import { CreditLedger } from './credit-ledger.js';
import { follow } from './credit-turns.policy.js';
import { judge, sortOut, type PlannedChange, type ProviderSubscription, type Standing } from './life-cycle.policy.js';

/** The stored state of an organization's paid subscription. */
export interface PaidRow {
  readonly status: Standing['status'];
  readonly provider_subscription_id: string | null;
  readonly checkout_session_id: string | null;
  readonly grace_ends_at: string | null;
  readonly cancels_at: string | null;
  readonly planned_plan: Plan | null;
  readonly planned_at: string | null;
  /** The number of readings of the provider that were applied. */
  readonly readings: number;
  /** When the last of them began, and the current time: microseconds by the database's clock. */
  readonly read_at: number;
  readonly now: number;
  /** Whether a change of the plan at the provider is in progress. */
  readonly is_changing: boolean;
  readonly paid_before: string | null;
  readonly is_deleted: boolean;
}

/** The database's clock, the only one that all processes share, in microseconds. */
export const CLOCK = '(extract(epoch from clock_timestamp()) * 1000000)::bigint';

const PAID_ROW = `
  select s.status, s.provider_subscription_id, s.checkout_session_id, s.grace_ends_at, s.cancels_at, s.planned_plan, s.planned_at,
         s.readings, s.read_at, ${CLOCK} as now,
         coalesce(s.plan_changing_until > clock_timestamp(), false) as is_changing, s.paid_before,
         o.deleted_at is not null as is_deleted
  from subscription s join organization o on o.organization_id = s.organization_id
  where s.organization_id = $1`;

/** The columns that identify a reading. */
export type ReadingBegun = Pick<PaidRow, 'readings' | 'now'>;

/** Longer than the provider's client tries to make a change, including its retries. */
const CHANGE_LIMIT = `interval '60 seconds'`;

/** A subscription to cancel. */
export interface Surplus {
  readonly id: string;
  /** It never gave the organization a plan, so what was paid for it is credited to the customer. */
  readonly gaveNothing: boolean;
}

/** The result of a reading, and what has to be ended at the provider. */
export interface Applied {
  /** The active subscription. */
  readonly counts: ProviderSubscription | null;
  readonly surplus: readonly Surplus[];
  /** The deleted organization's checkout, which must not be paid any more. */
  readonly openCheckout: string | null;
}

/** Applies the state that the payment provider reports to an organization. */
@Injectable()
export class PaidSubscriptions {
  constructor(
    private readonly ledger: CreditLedger,
    private readonly audit: AuditLog,
    private readonly failures: PaymentFailures,
  ) {}

  async read(tx: TenantTransaction): Promise<PaidRow> {
    return tx.one<PaidRow>(PAID_ROW, [tx.organizationId]);
  }

  /** As {@link read}; null for an organization that was purged. */
  async find(tx: TenantTransaction): Promise<PaidRow | null> {
    const [row] = await tx.query<PaidRow>(PAID_ROW, [tx.organizationId]);
    return row ?? null;
  }

  /**
   * Applies what the provider reported. Null when another reading was applied after this one began: this one may be
   * the older of the two, so the provider must be read again.
   *
   * @param begun the row as it was when the reading began
   */
  async apply(
    tx: TenantTransaction,
    subscriptions: readonly ProviderSubscription[],
    begun: ReadingBegun,
    by: Actor,
  ): Promise<Applied | null> {
    const before = await this.ledger.lock(tx);
    const row = await this.read(tx);
    if (row.readings !== begun.readings) return null;
    const sorted = sortOut(subscriptions, { isDeleted: row.is_deleted, deletedAt: row.paid_before });
    const applied = {
      counts: sorted.counts,
      surplus: sorted.surplus.map(({ id }) => ({ id, gaveNothing: id !== row.provider_subscription_id })),
      openCheckout: row.is_deleted ? row.checkout_session_id : null,
    };
    const standing = judge(sorted.counts, earlierStanding(row, before), before.now);
    await tx.query('update subscription set readings = readings + 1, read_at = $2 where organization_id = $1', [
      tx.organizationId,
      begun.now,
    ]);
    if (standing) await this.write(tx, { before, row, standing, by });
    else
      logger.warn(
        { organizationId: tx.organizationId },
        'A subscription could not be interpreted. Nothing was changed.',
      );
    return applied;
  }

  /**
   * Excludes other changes of the plan at the provider, and other readings, until {@link endChange} or for at most a
   * minute.
   */
  async beginChange(tx: TenantTransaction): Promise<void> {
    await tx.query(
      `update subscription set plan_changing_until = clock_timestamp() + ${CHANGE_LIMIT} where organization_id = $1`,
      [tx.organizationId],
    );
  }

  async endChange(tx: TenantTransaction): Promise<void> {
    await tx.query('update subscription set plan_changing_until = null where organization_id = $1', [
      tx.organizationId,
    ]);
  }

  private async write(tx: TenantTransaction, { before, row, standing, by }: Writing): Promise<void> {
    const isOther = standing.subscriptionId !== row.provider_subscription_id;
    const change = follow(before.account, { ...standing, isOther });
    const after = await this.ledger.apply(tx, before, change, { actor: by });
    await tx.query(
      `update subscription
       set provider_subscription_id = $2, status = $3, renews_at = $4, grace_ends_at = $5, cancels_at = $6, planned_plan = $7,
         planned_at = $8, updated_at = now()
       where organization_id = $1`,
      [
        tx.organizationId,
        standing.subscriptionId,
        standing.status,
        standing.renewsAt,
        standing.graceEndsAt,
        standing.cancelsAt,
        standing.planned?.plan ?? null,
        standing.planned?.at ?? null,
      ],
    );
    this.recordPlan(tx, before, after, by);
    this.recordCancellation(tx, { before, row, standing, by });
    this.recordPlanned(tx, { before, row, standing, by });
    if (standing.status === 'past_due' && standing.graceEndsAt !== null && row.grace_ends_at !== standing.graceEndsAt) {
      const { organizationId } = tx;
      await this.failures.announce(tx, { organizationId, graceEndsAt: standing.graceEndsAt });
    }
  }

  private recordPlan(tx: TenantTransaction, before: StoredAccount, after: StoredAccount, actor: Actor): void {
    const [from, to] = [before.account.plan, after.account.plan];
    if (from === to) return;
    this.audit.record(tx, {
      action: 'subscription.plan_changed',
      actor,
      target: { kind: 'subscription', id: tx.organizationId, name: before.organizationName },
      changes: { plan: { from, to } },
    });
  }

  private recordCancellation(tx: TenantTransaction, { before, row, standing, by }: Writing): void {
    const [from, to] = [row.cancels_at, standing.cancelsAt];
    // The change of the plan records the end itself; this records that the cancellation was requested or withdrawn.
    if (from === to || standing.status === 'canceled') return;
    this.audit.record(tx, {
      action: 'subscription.cancellation_changed',
      actor: by,
      target: { kind: 'subscription', id: tx.organizationId, name: before.organizationName },
      changes: { endsAt: { from, to } },
    });
  }

  /** When it comes into force, the change of the plan records that. */
  private recordPlanned(tx: TenantTransaction, { before, row, standing, by }: Writing): void {
    const [from, to] = [plannedIn(row), standing.planned];
    if (from?.plan === to?.plan && from?.at === to?.at) return;
    if (to === null && from?.plan === standing.plan) return;
    this.audit.record(tx, {
      action: 'subscription.change_planned',
      actor: by,
      target: { kind: 'subscription', id: tx.organizationId, name: before.organizationName },
      changes: { plannedChange: { from, to } },
    });
  }
}

/** The planned change as of this row. */
export function plannedIn({ planned_plan: plan, planned_at: at }: PaidRow): PlannedChange | null {
  return plan && { plan, at };
}

interface Writing {
  readonly before: StoredAccount;
  readonly row: PaidRow;
  readonly standing: Standing;
  readonly by: Actor;
}

function earlierStanding(row: PaidRow, { account }: StoredAccount) {
  const { status, provider_subscription_id: subscriptionId, grace_ends_at: graceEndsAt } = row;
  return { subscriptionId, plan: account.paid.plan, status, graceEndsAt };
}
