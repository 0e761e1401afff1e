import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog, type Actor } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { CreditThresholds } from './credits-used.event.js';
import { Problem } from '../../platform/http/problem.js';
import { adjustmentBelowZero, insufficientCreditsProblem } from '../billing.problems.js';
import {
  isUpToDate,
  SELECT_ACCOUNT_AND_USAGE,
  toStoredAccount,
  type AccountRow,
  type StoredAccount,
} from './credit-account-rows.js';
import { CreditLedger } from './credit-ledger.js';
import { findLedgerEntryByKey, readLedgerEntry, type KeyedLedgerEntry } from './ledger-entries.js';
import { thresholdReached } from './credit-thresholds.policy.js';
import { adjust, balanceOf, debit, refund, topUp, type CreditAccount } from './credits.policy.js';
import type { BalanceDto, CreditsDto, ToppedUpDto } from '../dto/credits.dto.js';

/** Something that costs credits. */
export interface Debit {
  /** The name of the feature in the usage: `assistant`. */
  readonly feature: string;
  readonly credits: number;
  /** Identifies this debit permanently: credits are taken once, however often the debit is requested. */
  readonly key: string;
  readonly actor: Actor;
}

/**
 * The credits of an organization: debits by features, refunds, and additions. Every method works in the caller's
 * transaction and locks the subscription, so it must be called before any other lock is taken.
 */
@Injectable()
export class Credits {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly ledger: CreditLedger,
    private readonly audit: AuditLog,
    private readonly thresholds: CreditThresholds,
  ) {}

  /** The balance and what each feature has used in this period, in one round trip unless the period has ended. */
  async getCredits(auth: AuthorizedContext): Promise<CreditsDto> {
    const statement = { text: SELECT_ACCOUNT_AND_USAGE, values: { organizationId: auth.organizationId } };
    const [row] = await this.tenants.read<AccountAndUsageRow>(auth, statement);
    if (row && isUpToDate(toStoredAccount(row))) return toCredits(row);
    return this.tenants.write(auth, async (tx) => {
      await this.ledger.lock(tx);
      return toCredits(await tx.one<AccountAndUsageRow>(statement.text, statement.values));
    });
  }

  /**
   * Takes credits, the monthly ones first. With unlimited credits the usage is counted and nothing is taken.
   *
   * @returns the balance afterwards
   * @throws 402 `insufficient-credits`, with the required credits and the balance
   */
  async debit(tx: TenantTransaction, { feature, credits, key, actor }: Debit): Promise<number> {
    requireWholeNumber(credits);
    const before = await this.ledger.lock(tx);
    const earlier = await findLedgerEntryByKey(tx, 'debit', key);
    if (earlier) {
      requireSameDebit(earlier, feature, credits);
      return balanceOf(before.account);
    }
    const change = debit(before.account, feature, credits);
    if (!change) throw insufficientCreditsProblem(credits, balanceOf(before.account));
    await this.ledger.apply(tx, before, change, { actor, key });
    // Calculated from the two accounts, so that the many debits that reach no threshold need no query.
    const reached = thresholdReached(before.account, change.account);
    if (reached) await this.thresholds.announce(tx, reached);
    return balanceOf(change.account);
  }

  /**
   * Refunds what the debit with this key took, once.
   *
   * @returns the refunded credits: 0 when no debit has this key, it was refunded already, or it took
   *   nothing
   */
  async refund(tx: TenantTransaction, key: string, actor: Actor): Promise<number> {
    const before = await this.ledger.lock(tx);
    const debited = await findLedgerEntryByKey(tx, 'debit', key);
    if (!debited || debited.refunded) return 0;
    await this.ledger.apply(tx, before, refund(before.account, debited), { actor, refundOf: debited.number });
    return 0 - debited.credits;
  }

  /**
   * Adds credits that never lapse.
   *
   * @param key identifies the payment, if there is one: its credits are added once, however often it is reported
   */
  async topUp(tx: TenantTransaction, credits: number, key: string | null, actor: Actor): Promise<ToppedUpDto> {
    requireWholeNumber(credits);
    const before = await this.ledger.lock(tx);
    const earlier = key === null ? null : await findLedgerEntryByKey(tx, 'top_up', key);
    if (earlier) return this.describeTopUp(tx, earlier.number, before.account);
    const change = topUp(before.account, credits);
    const after = await this.ledger.apply(tx, before, change, key === null ? { actor } : { actor, key });
    this.record(tx, 'credits.topped_up', actor, before, { balance: balances(before, after) });
    return this.describeTopUp(tx, after.lastNumber, after.account);
  }

  /**
   * A correction by a superadmin: adds credits that never lapse, or (negative) removes some, topped-up ones first.
   *
   * @throws 409 `adjustment-below-zero`
   */
  async adjust(tx: TenantTransaction, credits: number, reason: string, actor: Actor): Promise<BalanceDto> {
    requireWholeNumber(Math.abs(credits));
    const before = await this.ledger.lock(tx);
    const change = adjust(before.account, credits);
    if (!change) throw new Problem(adjustmentBelowZero, { extra: { balance: balanceOf(before.account) } });
    const after = await this.ledger.apply(tx, before, change, { actor, reason });
    this.record(tx, 'credits.adjusted', actor, before, {
      balance: balances(before, after),
      reason: { from: null, to: reason },
    });
    return toBalance(after.account);
  }

  /** Removes the limit, or restores it. The balance stays as it is, and the plan's grants and lapses go on. */
  async setUnlimited(
    tx: TenantTransaction,
    { unlimited }: { readonly unlimited: boolean },
    actor: Actor,
  ): Promise<BalanceDto> {
    const before = await this.ledger.lock(tx);
    if (before.account.unlimited === unlimited) return toBalance(before.account);
    const account = { ...before.account, unlimited };
    await this.ledger.apply(tx, before, { account, movements: [] }, { actor });
    this.record(tx, 'credits.unlimited_changed', actor, before, {
      unlimited: { from: before.account.unlimited, to: unlimited },
    });
    return toBalance(account);
  }

  private async describeTopUp(tx: TenantTransaction, number: number, account: CreditAccount): Promise<ToppedUpDto> {
    return Object.assign(await readLedgerEntry(tx, number), { balance: balanceOf(account) });
  }

  private record(
    tx: TenantTransaction,
    action: 'credits.topped_up' | 'credits.adjusted' | 'credits.unlimited_changed',
    actor: Actor,
    { organizationName }: StoredAccount,
    changes: Readonly<Record<string, { from: unknown; to: unknown }>>,
  ): void {
    const target = { kind: 'subscription', id: tx.organizationId, name: organizationName } as const;
    this.audit.recordAuditEvent(tx, { action, actor, target, changes });
  }
}

type AccountAndUsageRow = AccountRow & { readonly usage: CreditsDto['usage'] };

/** The account as members see it. */
export function toBalance(account: CreditAccount): BalanceDto {
  const { monthly, topUp: toppedUp, periodEndsAt, unlimited } = account;
  return { balance: balanceOf(account), monthly, topUp: toppedUp, periodEndsAt, unlimited };
}

function toCredits(row: AccountAndUsageRow): CreditsDto {
  return Object.assign(toBalance(toStoredAccount(row).account), { usage: row.usage });
}

function balances(before: StoredAccount, after: StoredAccount): { from: number; to: number } {
  return { from: balanceOf(before.account), to: balanceOf(after.account) };
}

/** Amounts come from our own code and from validated requests. Any other value is a programming error and must fail. */
function requireWholeNumber(credits: number): void {
  if (!Number.isSafeInteger(credits) || credits < 1)
    throw new RangeError('A number of credits must be a whole number from 1.');
}

/** The same key for a different debit, or after its refund, would make that debit free. */
function requireSameDebit(earlier: KeyedLedgerEntry, feature: string, credits: number): void {
  if (earlier.refunded || earlier.feature !== feature || earlier.usage !== credits) {
    throw new Error('The key of this debit was used for a different debit, or was refunded. Use a new key.');
  }
}
