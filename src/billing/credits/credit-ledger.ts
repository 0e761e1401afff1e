import { Injectable } from '@nestjs/common';
import { AuditLog, SYSTEM, type Actor } from '../../audit/audit-log.js';
import { lockSubscription } from '../../platform/database/locks.js';
import type { Plan } from '../../platform/database/tenancy.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { SeatOverruns } from '../../platform/events/seat-limit-exceeded.js';
import { newId } from '../../platform/ids/ids.js';
import { DueSchedule } from '../../platform/jobs/index.js';
import { isUpToDate, readAccount, type StoredAccount } from './credit-account-rows.js';
import { applyDueChanges, nextScheduledChangeAt } from './credit-account-changes.policy.js';
import { openAccount, type Change, type CreditAccount, type Movement } from './credits.policy.js';
import { reportSeats, type SeatUsage } from '../seats/seat.policy.js';
import { COUNT_SEATS } from '../seats/seats.js';

/** Who caused an entry, and the key or period that identifies the cause. A lapse has no actor. */
export interface LedgerEntryOrigin {
  readonly actor: Actor;
  readonly key?: string;
  readonly reason?: string;
  /** The number of the debit that is refunded. */
  readonly refundOf?: number;
}

/** The runs of the job that brings an account up to date. */
export const BILLING_WORK = new DueSchedule('billing');

/**
 * Writes credit accounts and the ledger. Every change begins with {@link lock}: the lock of the subscription makes
 * changes wait for one another, and an account is brought up to date before it is changed.
 */
@Injectable()
export class CreditLedger {
  constructor(
    private readonly audit: AuditLog,
    private readonly overruns: SeatOverruns,
  ) {}

  /** Opens a new organization's account, in the transaction that creates the organization. */
  async createAccount(tx: TenantTransaction): Promise<void> {
    const { created_at: createdAt, timezone } = await tx.one<{ created_at: string; timezone: string }>(
      'select created_at, timezone from organization where organization_id = $1',
      [tx.organizationId],
    );
    const change = openAccount({ createdAt, timezone }, 'free');
    const { periodStartedAt, periodEndsAt } = change.account;
    await tx.query(
      'insert into credit_account (organization_id, period_started_at, period_ends_at) values ($1, $2, $3)',
      [tx.organizationId, periodStartedAt, periodEndsAt],
    );
    await this.scheduleNextChange(tx, change.account);
    await this.insertLedgerEntries(tx, 0, { monthly: 0, topUp: 0 }, change.movements, { actor: SYSTEM });
  }

  /** Locks the subscription and brings the account up to date. */
  async lock(tx: TenantTransaction): Promise<StoredAccount> {
    await lockSubscription(tx);
    const stored = await readAccount(tx);
    return isUpToDate(stored) ? stored : this.writeDueChanges(tx, stored);
  }

  /** As {@link lock}, but locks only when there is something to write. */
  async readCurrent(tx: TenantTransaction): Promise<StoredAccount> {
    const stored = await readAccount(tx);
    return isUpToDate(stored) ? stored : this.lock(tx);
  }

  /** Writes a change: the ledger entries, and the other columns of the account that changed. */
  async apply(
    tx: TenantTransaction,
    before: StoredAccount,
    change: Change,
    origin: LedgerEntryOrigin,
  ): Promise<StoredAccount> {
    await this.insertLedgerEntries(tx, before.lastNumber, before.account, change.movements, origin);
    await this.updateAccount(tx, before.account, change.account);
    return { ...before, account: change.account, lastNumber: before.lastNumber + change.movements.length };
  }

  private async writeDueChanges(tx: TenantTransaction, stored: StoredAccount): Promise<StoredAccount> {
    const change = applyDueChanges(stored.account, stored.calendar, stored.now);
    const after = await this.apply(tx, stored, change, { actor: SYSTEM });
    if (change.account.plan !== stored.account.plan) {
      this.audit.recordAuditEvent(tx, {
        action: 'subscription.plan_changed',
        actor: SYSTEM,
        target: { kind: 'subscription', id: tx.organizationId, name: stored.organizationName },
        changes: { plan: { from: stored.account.plan, to: change.account.plan } },
      });
    }
    return after;
  }

  private async insertLedgerEntries(
    tx: TenantTransaction,
    lastNumber: number,
    before: Pick<CreditAccount, 'monthly' | 'topUp'>,
    movements: readonly Movement[],
    origin: LedgerEntryOrigin,
  ): Promise<void> {
    let { monthly, topUp } = before;
    let number = lastNumber;
    for (const movement of movements) {
      monthly += movement.monthly;
      topUp += movement.topUp;
      number += 1;
      await insertLedgerEntry(
        tx,
        number,
        movement,
        { monthly, topUp },
        movement.kind === 'lapse' ? { actor: SYSTEM } : origin,
      );
    }
  }

  private async updateAccount(tx: TenantTransaction, before: CreditAccount, after: CreditAccount): Promise<void> {
    if (!isSamePlan(before, after)) {
      await tx.query(
        `update subscription set plan = $2, returns_to = $3, returns_at = $4, paid_plan = $5, paid_until = $6, updated_at = now()
         where organization_id = $1`,
        [
          tx.organizationId,
          after.plan,
          after.planReturn?.plan ?? null,
          after.planReturn?.at ?? null,
          after.paid.plan,
          after.paid.until,
        ],
      );
    }
    if (!isSamePeriod(before, after) || before.unlimited !== after.unlimited) {
      await tx.query(
        `update credit_account set period_started_at = $2, period_ends_at = $3, period_by = $4, unlimited = $5
         where organization_id = $1`,
        [tx.organizationId, after.periodStartedAt, after.periodEndsAt, after.periodBy, after.unlimited],
      );
    }
    if (nextScheduledChangeAt(before) !== nextScheduledChangeAt(after)) await this.scheduleNextChange(tx, after);
    if (before.plan !== after.plan) await this.announceSeatOverrun(tx, after.plan);
  }

  /**
   * Called here because every change of plan passes this method: forced by a superadmin, by a restore, or at the end
   * of a plan that was set for a limited time.
   */
  private async announceSeatOverrun(tx: TenantTransaction, plan: Plan): Promise<void> {
    const { used, limit, over } = reportSeats(await tx.one<SeatUsage>(COUNT_SEATS, [tx.organizationId]), plan);
    if (over && limit !== null) await this.overruns.announce(tx, { plan, used, limit });
  }

  private async scheduleNextChange(tx: TenantTransaction, account: CreditAccount): Promise<void> {
    const dueAt = nextScheduledChangeAt(account);
    if (dueAt === null) await BILLING_WORK.cancel(tx);
    else await BILLING_WORK.runAt(tx, dueAt);
  }
}

function isSamePlan(a: CreditAccount, b: CreditAccount): boolean {
  return (
    a.plan === b.plan &&
    a.planReturn?.plan === b.planReturn?.plan &&
    a.planReturn?.at === b.planReturn?.at &&
    a.paid.plan === b.paid.plan &&
    a.paid.until === b.paid.until
  );
}

function isSamePeriod(a: CreditAccount, b: CreditAccount): boolean {
  return a.periodStartedAt === b.periodStartedAt && a.periodEndsAt === b.periodEndsAt && a.periodBy === b.periodBy;
}

async function insertLedgerEntry(
  tx: TenantTransaction,
  number: number,
  movement: Movement,
  after: Pick<CreditAccount, 'monthly' | 'topUp'>,
  { actor, key, reason, refundOf }: LedgerEntryOrigin,
): Promise<void> {
  await tx.query(
    `insert into credit_entry (organization_id, number, id, kind, monthly, top_up, monthly_after, top_up_after, usage,
                               feature, actor_kind, actor_id, actor_name, key, reason, refund_of, period_started_at,
                               created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
             coalesce($18::timestamptz, clock_timestamp()))`,
    [
      tx.organizationId,
      number,
      newId(),
      movement.kind,
      movement.monthly,
      movement.topUp,
      after.monthly,
      after.topUp,
      movement.usage,
      movement.feature,
      actor.kind,
      actor.id,
      actor.name,
      key ?? null,
      reason ?? null,
      refundOf ?? null,
      movement.periodStartedAt,
      movement.at,
    ],
  );
}
