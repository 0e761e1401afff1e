import { Injectable } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import { AuditLog, type Actor } from '../audit/audit-log.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { CreditThresholds } from '../platform/events/credits-used.js';
import { Problem } from '../platform/http/problem.js';
import { adjustmentBelowZero, creditsAreMissing } from './billing.problems.js';
import {
  isUpToDate,
  SELECT_ACCOUNT_AND_USAGE,
  toStoredAccount,
  type AccountRow,
  type StoredAccount,
} from './credit-account-rows.js';
import { CreditLedger } from './credit-ledger.js';
import { findByKey, readEntry, type KeyedEntry } from './ledger-entries.js';
import { thresholdReached } from './credit-thresholds.policy.js';
import { adjust, balanceOf, debit, refund, topUp, type CreditAccount } from './credits.policy.js';
import type { BalanceDto, CreditsDto, ToppedUpDto } from './dto/credits.dto.js';

/** Something that costs credits. */
export interface Debit {
  /** What it is for, as the usage names it: `assistant`. */
  readonly feature: string;
  readonly credits: number;
  /** Names this very debit, forever: taken once, however often it is asked for. */
  readonly key: string;
  readonly actor: Actor;
}

/**
 * The credits of an organization: what features take, what is given back, and what people add. Every method works in the
 * caller's transaction and locks the subscription, so it comes before any other lock.
 */
@Injectable()
export class Credits {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly ledger: CreditLedger,
    private readonly audit: AuditLog,
    private readonly thresholds: CreditThresholds,
  ) {}

  /** The balance and what each feature has used in this period, in one round trip unless the period is over. */
  async read(entry: Entry): Promise<CreditsDto> {
    const statement = { text: SELECT_ACCOUNT_AND_USAGE, values: [entry.organizationId] };
    const [row] = await this.tenants.read<AccountAndUsageRow>(entry, statement);
    if (row && isUpToDate(toStoredAccount(row))) return toCredits(row);
    return this.tenants.write(entry, async (tx) => {
      await this.ledger.lock(tx);
      return toCredits(await tx.one<AccountAndUsageRow>(statement.text, statement.values));
    });
  }

  /**
   * Takes credits, the monthly ones first. With unlimited credits it is counted and takes nothing.
   *
   * @returns the balance afterwards
   * @throws 402 `insufficient-credits`, with what was required and what there is
   */
  async debit(tx: TenantTransaction, { feature, credits, key, actor }: Debit): Promise<number> {
    requireWhole(credits);
    const before = await this.ledger.lock(tx);
    const earlier = await findByKey(tx, 'debit', key);
    if (earlier) {
      refuseOtherUse(earlier, feature, credits);
      return balanceOf(before.account);
    }
    const change = debit(before.account, feature, credits);
    if (!change) throw creditsAreMissing(credits, balanceOf(before.account));
    await this.ledger.apply(tx, before, change, { actor, key });
    // Known from the two accounts: the many debits that reach none ask nothing of the database.
    const reached = thresholdReached(before.account, change.account);
    if (reached) await this.thresholds.announce(tx, reached);
    return balanceOf(change.account);
  }

  /**
   * Gives back what the debit with this key took, once.
   *
   * @returns the credits given back: 0 when there was no such debit, it is refunded already, or it had cost nothing
   */
  async refund(tx: TenantTransaction, key: string, actor: Actor): Promise<number> {
    const before = await this.ledger.lock(tx);
    const taken = await findByKey(tx, 'debit', key);
    if (!taken || taken.refunded) return 0;
    await this.ledger.apply(tx, before, refund(before.account, taken), { actor, refundOf: taken.number });
    return 0 - taken.credits;
  }

  /**
   * Adds credits that never lapse.
   *
   * @param key names the payment, where there is one: credited once, however often it is told
   */
  async topUp(tx: TenantTransaction, credits: number, key: string | null, actor: Actor): Promise<ToppedUpDto> {
    requireWhole(credits);
    const before = await this.ledger.lock(tx);
    const earlier = key === null ? null : await findByKey(tx, 'top_up', key);
    if (earlier) return this.describeTopUp(tx, earlier.number, before.account);
    const change = topUp(before.account, credits);
    const after = await this.ledger.apply(tx, before, change, key === null ? { actor } : { actor, key });
    this.record(tx, 'credits.topped_up', actor, before, { balance: balances(before, after) });
    return this.describeTopUp(tx, after.lastNumber, after.account);
  }

  /**
   * The platform's own correction: gives credits that never lapse, or (negative) takes some back, topped-up ones first.
   *
   * @throws 409 `adjustment-below-zero`
   */
  async adjust(tx: TenantTransaction, credits: number, reason: string, actor: Actor): Promise<BalanceDto> {
    requireWhole(Math.abs(credits));
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

  /** Lifts the limit, or sets it again. The balance stays as it is and goes on as the plan has it. */
  async setUnlimited(tx: TenantTransaction, unlimited: boolean, actor: Actor): Promise<BalanceDto> {
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
    return Object.assign(await readEntry(tx, number), { balance: balanceOf(account) });
  }

  private record(
    tx: TenantTransaction,
    action: 'credits.topped_up' | 'credits.adjusted' | 'credits.unlimited_changed',
    actor: Actor,
    { organizationName }: StoredAccount,
    changes: Readonly<Record<string, { from: unknown; to: unknown }>>,
  ): void {
    const target = { kind: 'subscription', id: tx.organizationId, name: organizationName } as const;
    this.audit.record(tx, { action, actor, target, changes });
  }
}

type AccountAndUsageRow = AccountRow & { readonly usage: CreditsDto['usage'] };

/** How an account reads to its members. */
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

/** Amounts come from our own code and from validated requests; anything else is a mistake that must be seen. */
function requireWhole(credits: number): void {
  if (!Number.isSafeInteger(credits) || credits < 1) throw new RangeError('Credits are moved in whole numbers from 1.');
}

/** A key that comes again for something else, or after its refund, would make that free of charge. */
function refuseOtherUse(earlier: KeyedEntry, feature: string, credits: number): void {
  if (earlier.refunded || earlier.feature !== feature || earlier.usage !== credits) {
    throw new Error('The key of this debit was used for another one, or was refunded: take a new key.');
  }
}
