import type { Plan } from '../../access/plan.js';
import { periodEnd, type BillingCalendar } from './billing-period.policy.js';
import { PLANS } from '../plans/plans.js';

export const LEDGER_ENTRY_KINDS = ['grant', 'lapse', 'top_up', 'debit', 'refund', 'adjustment'] as const;
export type LedgerEntryKind = (typeof LEDGER_ENTRY_KINDS)[number];

/** An organization's credits at one time. There are two balances: the period's own credits, and the topped-up ones. */
export interface CreditAccount {
  readonly plan: Plan;
  /** A plan that was set for a limited time is followed by this one. */
  readonly planReturn: PlanReturn | null;
  /** Lapse at the period's end. */
  readonly monthly: number;
  /** Never lapse, and are spent after the monthly ones. */
  readonly topUp: number;
  /** What was granted in this period so far, by any plan. */
  readonly granted: number;
  /** Debits are counted, never refused, and take nothing. */
  readonly unlimited: boolean;
  readonly periodStartedAt: string;
  readonly periodEndsAt: string;
  /**
   * What determines the end of the period: the organization's calendar, or a paid subscription. `ending`: the
   * subscription has ended, its last period still runs, and the calendar continues from its end.
   */
  readonly periodBy: 'calendar' | 'subscription' | 'ending';
  readonly paid: PaidPlan;
}

/** What the payment provider gives. A superadmin may set another plan on top; a change of the payment changes this. */
export interface PaidPlan {
  readonly plan: Plan;
  /** When it ends unless the provider reports something else until then. */
  readonly until: string | null;
}

export const NOTHING_PAID: PaidPlan = { plan: 'free', until: null };

export interface PlanReturn {
  readonly plan: Plan;
  readonly at: string;
}

/** A ledger entry that is to be written. */
export interface Movement {
  readonly kind: LedgerEntryKind;
  /** Signed, like {@link topUp}; together they are the entry's credits. */
  readonly monthly: number;
  readonly topUp: number;
  /** What a feature has used: the amount of a debit, negative for a refund; also set when nothing was taken. */
  readonly usage: number;
  readonly feature: string | null;
  /** The period in which it is counted. */
  readonly periodStartedAt: string;
  /** When it took effect; null: now. */
  readonly at: string | null;
}

/** The account after a change, and the entries that lead to it. */
export interface Change {
  readonly account: CreditAccount;
  readonly movements: readonly Movement[];
}

/** What a debit took, as its ledger entry says. */
export type DebitedCredits = Pick<Movement, 'monthly' | 'topUp' | 'usage' | 'feature' | 'periodStartedAt'>;

export function balanceOf({ monthly, topUp }: Pick<CreditAccount, 'monthly' | 'topUp'>): number {
  return monthly + topUp;
}

/** A new organization's account: its first period begins with its creation and is granted what the plan gives. */
export function openAccount(calendar: BillingCalendar, plan: Plan): Change {
  const { createdAt } = calendar;
  const empty: CreditAccount = {
    plan,
    planReturn: null,
    monthly: 0,
    topUp: 0,
    granted: 0,
    unlimited: false,
    periodStartedAt: createdAt,
    periodEndsAt: periodEnd(calendar, createdAt),
    periodBy: 'calendar',
    paid: NOTHING_PAID,
  };
  return grantUpToPlan(empty, createdAt);
}

/**
 * Puts the account on a plan. The running period goes on and loses nothing. It is topped up to the plan's credits
 * less what it was granted already, so that changing plans back and forth grants no more than the largest of them.
 */
export function changePlan(
  account: CreditAccount,
  plan: Plan,
  planReturn: PlanReturn | null,
  at: string | null = null,
): Change {
  return grantUpToPlan({ ...account, plan, planReturn }, at);
}

/** Grants the difference between the plan's credits and what the period was granted already. */
export function grantUpToPlan(account: CreditAccount, at: string | null): Change {
  const credits = PLANS[account.plan].monthlyCredits - account.granted;
  if (credits <= 0) return { account, movements: [] };
  return applyMovement({ ...account, granted: account.granted + credits }, { kind: 'grant', monthly: credits, at });
}

/** Takes credits for a feature, the monthly ones first; null when there are too few. */
export function debit(account: CreditAccount, feature: string, credits: number): Change | null {
  if (account.unlimited) return applyMovement(account, { kind: 'debit', usage: credits, feature });
  if (credits > balanceOf(account)) return null;
  const fromMonthly = Math.min(account.monthly, credits);
  return applyMovement(account, {
    kind: 'debit',
    monthly: 0 - fromMonthly,
    topUp: fromMonthly - credits,
    usage: credits,
    feature,
  });
}

/**
 * Reverts a debit: every credit returns to the balance that it was taken from. Credits of an ended period would have
 * lapsed with it and lapse now. Afterwards the account is as if the debit had never happened.
 */
export function refund(account: CreditAccount, debited: DebitedCredits): Change {
  const { feature, periodStartedAt } = debited;
  const refunded = applyMovement(account, {
    kind: 'refund',
    monthly: 0 - debited.monthly,
    topUp: 0 - debited.topUp,
    usage: 0 - debited.usage,
    feature,
    periodStartedAt,
  });
  if (periodStartedAt === account.periodStartedAt) return refunded;
  return combineChanges(refunded, lapseCredits(refunded.account, 0 - debited.monthly, periodStartedAt, null));
}

export function topUp(account: CreditAccount, credits: number): Change {
  return applyMovement(account, { kind: 'top_up', topUp: credits });
}

/**
 * Adds credits that never lapse, or removes some: the topped-up ones first, so that an adjustment and its opposite
 * restore the account. Null when there are too few.
 */
export function adjust(account: CreditAccount, credits: number): Change | null {
  if (credits > 0) return applyMovement(account, { kind: 'adjustment', topUp: credits });
  if (balanceOf(account) + credits < 0) return null;
  const fromTopUp = Math.min(account.topUp, -credits);
  return applyMovement(account, { kind: 'adjustment', monthly: credits + fromTopUp, topUp: 0 - fromTopUp });
}

/** Removes monthly credits whose period has ended. */
export function lapseCredits(
  account: CreditAccount,
  credits: number,
  periodStartedAt: string,
  at: string | null,
): Change {
  if (credits === 0) return { account, movements: [] };
  return applyMovement(account, { kind: 'lapse', monthly: 0 - credits, periodStartedAt, at });
}

function applyMovement(account: CreditAccount, given: Pick<Movement, 'kind'> & Partial<Movement>): Change {
  const defaults = {
    monthly: 0,
    topUp: 0,
    usage: 0,
    feature: null,
    periodStartedAt: account.periodStartedAt,
    at: null,
  };
  const movement: Movement = { ...defaults, ...given };
  const [monthly, topUp] = [account.monthly + movement.monthly, account.topUp + movement.topUp];
  return { account: { ...account, monthly, topUp }, movements: [movement] };
}

/** Applies one change after the other. */
export function combineChanges(first: Change, second: Change): Change {
  return { account: second.account, movements: [...first.movements, ...second.movements] };
}
