import { Injectable } from '@nestjs/common';
import { AuditLog, SYSTEM, type Actor } from '../../audit/audit-log.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { PaymentFailures } from './payment-failed.event.js';
import { logger } from '../../platform/logging/logger.js';
import type { StoredAccount } from '../credits/credit-account-rows.js';
import { CreditLedger } from '../credits/credit-ledger.js';
import { applyProviderState } from '../credits/credit-account-changes.policy.js';
import {
  deriveSubscriptionState,
  selectActive,
  type PlannedChange,
  type ProviderSubscription,
  type SubscriptionState,
} from './subscription-state.policy.js';
import type { SubscriptionEntity } from './subscription.entity.js';

/** The stored state of an organization's paid subscription. */
export interface PaidSubscriptionRow extends Readonly<
  Pick<
    SubscriptionEntity,
    | 'status'
    | 'provider_subscription_id'
    | 'checkout_session_id'
    | 'grace_ends_at'
    | 'cancels_at'
    | 'planned_plan'
    | 'planned_at'
    | 'readings'
    | 'read_at'
    | 'paid_before'
  >
> {
  /** Microseconds by the database's clock, as `read_at`. */
  readonly now: number;
  /** Whether a change of the plan at the provider is in progress. */
  readonly is_changing: boolean;
  readonly is_deleted: boolean;
}

/** The database's clock, the only one that all processes share, in microseconds. */
export const CLOCK = '(extract(epoch from clock_timestamp()) * 1000000)::bigint';

const SELECT_PAID_SUBSCRIPTION = `
  select s.status, s.provider_subscription_id, s.checkout_session_id, s.grace_ends_at, s.cancels_at, s.planned_plan, s.planned_at,
         s.readings, s.read_at, ${CLOCK} as now,
         coalesce(s.plan_changing_until > clock_timestamp(), false) as is_changing, s.paid_before,
         o.deleted_at is not null as is_deleted
  from subscription s join organization o on o.organization_id = s.organization_id
  where s.organization_id = :organizationId`;

/** The columns that identify a reading. */
export type StartedReading = Pick<PaidSubscriptionRow, 'readings' | 'now'>;

/** Longer than the provider's client tries to make a change, including its retries. */
const CHANGE_LIMIT = `interval '60 seconds'`;

/** A subscription to cancel. */
interface SurplusSubscription {
  readonly id: string;
  /** It never gave the organization a plan, so what was paid for it is credited to the customer. */
  readonly isUnused: boolean;
}

/** The result of a reading, and what has to be ended at the provider. */
export interface AppliedReading {
  /** The active subscription. */
  readonly active: ProviderSubscription | null;
  readonly surplus: readonly SurplusSubscription[];
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

  async read(tx: TenantTransaction): Promise<PaidSubscriptionRow> {
    return tx.one<PaidSubscriptionRow>(SELECT_PAID_SUBSCRIPTION, { organizationId: tx.organizationId });
  }

  /** As {@link read}; null for an organization that was purged. */
  async findIfExists(tx: TenantTransaction): Promise<PaidSubscriptionRow | null> {
    const [row] = await tx.query<PaidSubscriptionRow>(SELECT_PAID_SUBSCRIPTION, { organizationId: tx.organizationId });
    return row ?? null;
  }

  /**
   * Applies what the provider reported. Null when another reading was applied after this one started: this one may be
   * the older of the two, so the provider must be read again.
   *
   * @param started the row as it was when the reading started
   */
  async applyReading(
    tx: TenantTransaction,
    subscriptions: readonly ProviderSubscription[],
    started: StartedReading,
    by: Actor,
  ): Promise<AppliedReading | null> {
    const before = await this.ledger.lock(tx);
    const row = await this.read(tx);
    if (row.readings !== started.readings) return null;
    const selection = selectActive(subscriptions, { isDeleted: row.is_deleted, deletedAt: row.paid_before });
    const applied = {
      active: selection.active,
      surplus: selection.surplus.map(({ id }) => ({ id, isUnused: id !== row.provider_subscription_id })),
      openCheckout: row.is_deleted ? row.checkout_session_id : null,
    };
    const state = deriveSubscriptionState(selection.active, storedStateOf(row, before), before.now);
    await tx.query('update subscription set readings = readings + 1, read_at = $2 where organization_id = $1', [
      tx.organizationId,
      started.now,
    ]);
    if (state) await this.writeState(tx, { before, row, state, by });
    else
      logger.warn(
        { organizationId: tx.organizationId },
        'A subscription could not be interpreted. Nothing was changed.',
      );
    return applied;
  }

  /**
   * As {@link applyReading}, for a reading that is not part of a change of the plan. Null while such a change is in progress: this
   * reading may be older than the change, and would keep the change from applying its own result.
   */
  async applyReadingUnlessChanging(
    tx: TenantTransaction,
    subscriptions: readonly ProviderSubscription[],
    started: StartedReading,
  ): Promise<AppliedReading | null> {
    await this.ledger.lock(tx);
    const { is_changing: isChanging } = await this.read(tx);
    return isChanging ? null : this.applyReading(tx, subscriptions, started, SYSTEM);
  }

  /**
   * Excludes other changes of the plan at the provider, and other readings, until {@link finishPlanChange} or for at most a
   * minute.
   */
  async startPlanChange(tx: TenantTransaction): Promise<void> {
    await tx.query(
      `update subscription set plan_changing_until = statement_timestamp() + ${CHANGE_LIMIT} where organization_id = $1`,
      [tx.organizationId],
    );
  }

  async finishPlanChange(tx: TenantTransaction): Promise<void> {
    await tx.query('update subscription set plan_changing_until = null where organization_id = $1', [
      tx.organizationId,
    ]);
  }

  private async writeState(tx: TenantTransaction, { before, row, state, by }: StateWrite): Promise<void> {
    const isDifferentSubscription = state.subscriptionId !== row.provider_subscription_id;
    const change = applyProviderState(before.account, { ...state, isDifferentSubscription });
    const after = await this.ledger.apply(tx, before, change, { actor: by });
    await tx.query(
      `update subscription
       set provider_subscription_id = $2, status = $3, renews_at = $4, grace_ends_at = $5, cancels_at = $6, planned_plan = $7,
         planned_at = $8, updated_at = now()
       where organization_id = $1`,
      [
        tx.organizationId,
        state.subscriptionId,
        state.status,
        state.renewsAt,
        state.graceEndsAt,
        state.cancelsAt,
        state.planned?.plan ?? null,
        state.planned?.at ?? null,
      ],
    );
    this.recordPlanChange(tx, before, after, by);
    this.recordCancellation(tx, { before, row, state, by });
    this.recordPlannedChange(tx, { before, row, state, by });
    if (state.status === 'past_due' && state.graceEndsAt !== null && row.grace_ends_at !== state.graceEndsAt) {
      const { organizationId } = tx;
      await this.failures.announce(tx, { organizationId, graceEndsAt: state.graceEndsAt });
    }
  }

  private recordPlanChange(tx: TenantTransaction, before: StoredAccount, after: StoredAccount, actor: Actor): void {
    const [from, to] = [before.account.plan, after.account.plan];
    if (from === to) return;
    this.audit.recordAuditEvent(tx, {
      action: 'subscription.plan_changed',
      actor,
      target: { kind: 'subscription', id: tx.organizationId, name: before.organizationName },
      changes: { plan: { from, to } },
    });
  }

  private recordCancellation(tx: TenantTransaction, { before, row, state, by }: StateWrite): void {
    const [from, to] = [row.cancels_at, state.cancelsAt];
    // The change of the plan records the end itself; this records that the cancellation was requested or withdrawn.
    if (from === to || state.status === 'canceled') return;
    this.audit.recordAuditEvent(tx, {
      action: 'subscription.cancellation_changed',
      actor: by,
      target: { kind: 'subscription', id: tx.organizationId, name: before.organizationName },
      changes: { endsAt: { from, to } },
    });
  }

  /** When it comes into force, the change of the plan records that. */
  private recordPlannedChange(tx: TenantTransaction, { before, row, state, by }: StateWrite): void {
    const [from, to] = [plannedChangeOf(row), state.planned];
    if (from?.plan === to?.plan && from?.at === to?.at) return;
    if (to === null && from?.plan === state.plan) return;
    this.audit.recordAuditEvent(tx, {
      action: 'subscription.change_planned',
      actor: by,
      target: { kind: 'subscription', id: tx.organizationId, name: before.organizationName },
      changes: { plannedChange: { from, to } },
    });
  }
}

/** The planned change as of this row. */
export function plannedChangeOf({ planned_plan: plan, planned_at: at }: PaidSubscriptionRow): PlannedChange | null {
  return plan && { plan, at };
}

interface StateWrite {
  readonly before: StoredAccount;
  readonly row: PaidSubscriptionRow;
  readonly state: SubscriptionState;
  readonly by: Actor;
}

function storedStateOf(row: PaidSubscriptionRow, { account }: StoredAccount) {
  const { status, provider_subscription_id: subscriptionId, grace_ends_at: graceEndsAt } = row;
  return { subscriptionId, plan: account.paid.plan, status, graceEndsAt };
}
