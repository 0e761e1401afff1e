import type { Plan } from '../../access/plan.js';
import { periodEnd, type BillingCalendar } from './billing-period.policy.js';
import {
  changePlan,
  grantUpToPlan,
  lapseCredits,
  NOTHING_PAID,
  combineChanges,
  type Change,
  type CreditAccount,
  type PaidPlan,
} from './credits.policy.js';

/**
 * The next time at which the account changes without a request: the period ends, or a plan that was set for a limited
 * time, or the paid plan. Null when no such change is known: the provider reports the end of a subscription's period.
 */
export function nextScheduledChangeAt({ planReturn, paid, periodBy, periodEndsAt }: CreditAccount): string | null {
  const times = [planReturn?.at, paid.until, periodBy === 'subscription' ? null : periodEndsAt];
  return times.reduce<string | null>(
    (first, at) => (at && (first === null || Date.parse(at) < Date.parse(first)) ? at : first),
    null,
  );
}

/** When the running period ends, as far as it is known now. */
export function endOfPeriod(account: Pick<CreditAccount, PeriodField>, calendar: BillingCalendar): string {
  return account.periodBy === 'calendar' ? periodEnd(calendar, account.periodStartedAt) : account.periodEndsAt;
}

type PeriodField = 'periodBy' | 'periodStartedAt' | 'periodEndsAt';

/**
 * Applies everything that was due until now, in order of its time, however long ago the last run was: each period
 * lapses and the next one is granted by the plan of that time.
 */
export function applyDueChanges(account: CreditAccount, calendar: BillingCalendar, now: string): Change {
  let change: Change = { account: { ...account, periodEndsAt: endOfPeriod(account, calendar) }, movements: [] };
  for (;;) {
    const at = nextScheduledChangeAt(change.account);
    if (at === null || Date.parse(at) > Date.parse(now)) return change;
    change = combineChanges(change, applyScheduledChange(change.account, calendar, at));
  }
}

function applyScheduledChange(account: CreditAccount, calendar: BillingCalendar, at: string): Change {
  const { planReturn, paid } = account;
  // At the same time the plan changes first, so that the new period is granted by the plan that stays.
  if (planReturn?.at === at) return changePlan(account, planReturn.plan, null, at);
  return paid.until === at ? endPaidPlan(account) : renewCalendarPeriod(account, calendar);
}

function renewCalendarPeriod(account: CreditAccount, calendar: BillingCalendar): Change {
  const { periodEndsAt: at } = account;
  const period = { periodStartedAt: at, periodEndsAt: periodEnd(calendar, at), periodBy: 'calendar' } as const;
  return beginPeriod(account, period, at);
}

/** Lapses what is left of the running period and grants the next one. */
function beginPeriod(account: CreditAccount, period: Pick<CreditAccount, PeriodField>, at: string | null): Change {
  const lapsed = lapseCredits(account, account.monthly, account.periodStartedAt, at);
  return combineChanges(lapsed, grantUpToPlan({ ...lapsed.account, granted: 0, ...period }, at));
}

/** The paid plan has ended. A plan that a superadmin set for a limited time stays until its end, and Free follows it. */
function endPaidPlan(account: CreditAccount): Change {
  const free = withLastingPlan({ ...account, paid: NOTHING_PAID }, NOTHING_PAID.plan);
  return { account: { ...free, periodBy: periodByAfterPayment(free.periodBy) }, movements: [] };
}

function withLastingPlan(account: CreditAccount, plan: Plan): CreditAccount {
  const { planReturn } = account;
  return planReturn ? { ...account, planReturn: { ...planReturn, plan } } : { ...account, plan };
}

function periodByAfterPayment(periodBy: CreditAccount['periodBy']): CreditAccount['periodBy'] {
  return periodBy === 'subscription' ? 'ending' : periodBy;
}

/** The state that the payment provider reports. */
export interface ProviderState extends PaidPlan {
  /** The subscription's own period; null if it has none. */
  readonly period: { readonly startsAt: string; readonly endsAt: string } | null;
  /** Whether the invoice of that period is paid. */
  readonly isPaid: boolean;
  /** Whether it is another subscription than at the last reading. */
  readonly isDifferentSubscription: boolean;
}

/**
 * Applies what the provider reports. Only a change of the paid plan changes the plan here, so that a plan which a
 * superadmin has set stays in force until the paid plan changes. The first subscription continues the running period.
 * After that, a new period begins with each period of the provider, and with another subscription, which is paid
 * separately. Until the provider's period is paid, the running period goes on and nothing is granted.
 */
export function applyProviderState(
  account: CreditAccount,
  { plan, until, period, isPaid, isDifferentSubscription }: ProviderState,
): Change {
  const changed = plan === account.paid.plan ? account : withLastingPlan(account, plan);
  const paying: CreditAccount = { ...changed, paid: { plan, until } };
  if (!isPaid) return { account: paying, movements: [] };
  if (!period) return grantUpToPlan({ ...paying, periodBy: periodByAfterPayment(paying.periodBy) }, null);
  const { periodBy, periodStartedAt, periodEndsAt } = paying;
  const [starts, ends, started] = [period.startsAt, period.endsAt, periodStartedAt].map((at) => Date.parse(at));
  const isLater = starts !== undefined && started !== undefined && starts > started;
  const isNew = isLater && periodBy !== 'calendar' && (isDifferentSubscription || starts >= Date.parse(periodEndsAt));
  if (isNew) {
    const next = { periodStartedAt: period.startsAt, periodEndsAt: period.endsAt, periodBy: 'subscription' } as const;
    return beginPeriod(paying, next, null);
  }
  // A period that ended before the running one began does not end the running one.
  if (ends === undefined || started === undefined || ends <= started) return grantUpToPlan(paying, null);
  return grantUpToPlan({ ...paying, periodEndsAt: period.endsAt, periodBy: 'subscription' }, null);
}
