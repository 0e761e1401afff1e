import type { Plan } from '../../access/plan.js';
import type { BillingCalendar } from './billing-period.policy.js';
import { applyDueChanges } from './credit-account-changes.policy.js';
import {
  adjust,
  changePlan,
  debit,
  openAccount,
  refund,
  topUp,
  type Change,
  type CreditAccount,
  type Movement,
} from './credits.policy.js';
import { PLAN_IDS, PLANS } from '../plans/plans.js';

const CALENDAR: BillingCalendar = { createdAt: '2026-01-31T10:00:00.000Z', timezone: 'UTC' };

/** The account after some steps, beginning on Free. */
function after(...steps: ((account: CreditAccount) => Change | null)[]): Change {
  return steps.reduce<Change>(
    (change, step) => {
      const next = step(change.account);
      if (!next) throw new Error('Refused.');
      return { account: next.account, movements: [...change.movements, ...next.movements] };
    },
    openAccount(CALENDAR, 'free'),
  );
}

const to = (plan: Plan) => (account: CreditAccount) => changePlan(account, plan, null);
const use = (credits: number) => (account: CreditAccount) => debit(account, 'assistant', credits);
const add = (credits: number) => (account: CreditAccount) => topUp(account, credits);
const correct = (credits: number) => (account: CreditAccount) => adjust(account, credits);
const until = (now: string) => (account: CreditAccount) => applyDueChanges(account, CALENDAR, now);
const setUnlimited = (account: CreditAccount): Change => ({ account: { ...account, unlimited: true }, movements: [] });
const summaryOf = ({ movements }: Change) =>
  movements.map(({ kind, monthly, topUp: topped }) => [kind, monthly, topped]);

describe('what a plan grants', () => {
  it.each(PLAN_IDS.flatMap((from) => PLAN_IDS.map((next) => [from, next] as const)))(
    'from %s to %s in mid-period is topped up by the difference, and nothing is taken away',
    (from, next) => {
      const { account } = after(to(from), use(7), to(next));
      const most = Math.max(PLANS.free.monthlyCredits, PLANS[from].monthlyCredits, PLANS[next].monthlyCredits);
      expect(account).toMatchObject({ plan: next, monthly: most - 7, topUp: 0, granted: most });
      expect(account.periodEndsAt).toBe('2026-02-28T00:00:00.000Z');
    },
  );

  it('does not increase by changing plans back and forth', () => {
    const change = after(to('starter'), to('free'), to('starter'), use(3_000), to('pro'), to('free'), to('pro'));
    expect(summaryOf(change)).toEqual([
      ['grant', 50, 0],
      ['grant', 2_950, 0],
      ['debit', -3_000, 0],
      ['grant', 7_000, 0],
    ]);
  });
});

describe('a period that ends', () => {
  it('lapses what is left of it, keeps top-ups, and is followed by a grant of the plan', () => {
    const change = after(to('starter'), add(500), use(1_000), until('2026-02-28T00:00:00.000Z'));
    expect(change.account).toMatchObject({ monthly: 3_000, topUp: 500, granted: 3_000 });
    expect(change.movements.slice(-2)).toMatchObject([
      { kind: 'lapse', monthly: -2_000, periodStartedAt: CALENDAR.createdAt, at: '2026-02-28T00:00:00.000Z' },
      { kind: 'grant', monthly: 3_000, periodStartedAt: '2026-02-28T00:00:00.000Z', at: '2026-02-28T00:00:00.000Z' },
    ]);
  });

  it('does so at its end and no millisecond before', () => {
    const { account } = openAccount(CALENDAR, 'free');
    expect(applyDueChanges(account, CALENDAR, '2026-02-27T23:59:59.999Z')).toEqual({ account, movements: [] });
    expect(applyDueChanges(account, CALENDAR, '2026-02-28T00:00:00.000Z').movements).toHaveLength(2);
  });

  it('has nothing to lapse when all was spent', () => {
    expect(summaryOf(after(use(50), until('2026-03-01T00:00:00.000Z')))).toEqual([
      ['grant', 50, 0],
      ['debit', -50, 0],
      ['grant', 50, 0],
    ]);
  });

  it('is caught up on after three months without a run: each period is granted, and lapses', () => {
    const change = after(use(20), add(9), until('2026-05-15T12:00:00.000Z'));
    expect(change.movements.slice(3).map(({ kind, monthly, at }) => [kind, monthly, at?.slice(0, 10)])).toEqual([
      ['lapse', -30, '2026-02-28'],
      ['grant', 50, '2026-02-28'],
      ['lapse', -50, '2026-03-31'],
      ['grant', 50, '2026-03-31'],
      ['lapse', -50, '2026-04-30'],
      ['grant', 50, '2026-04-30'],
    ]);
    expect(change.account).toMatchObject({
      monthly: 50,
      topUp: 9,
      periodStartedAt: '2026-04-30T00:00:00.000Z',
      periodEndsAt: '2026-05-31T00:00:00.000Z',
    });
  });

  it('moves with a new timezone, and the period stays the same', () => {
    const { account } = openAccount(CALENDAR, 'free');
    const moved = applyDueChanges(account, { ...CALENDAR, timezone: 'Pacific/Auckland' }, '2026-02-01T00:00:00.000Z');
    expect(moved).toEqual({ account: { ...account, periodEndsAt: '2026-02-27T11:00:00.000Z' }, movements: [] });
  });
});

describe('a plan that was set for a time', () => {
  const setForLimitedTime = (at: string) => (account: CreditAccount) =>
    changePlan(account, 'enterprise', { plan: account.plan, at });

  it('reverts then, and removes no credits', () => {
    const { account } = after(setForLimitedTime('2026-02-10T00:00:00.000Z'), until('2026-02-10T00:00:00.000Z'));
    expect(account).toMatchObject({ plan: 'free', planReturn: null, monthly: 40_000 });
  });

  it('reverts in the order of its time after a long time without a run: later periods are granted by the lasting plan', () => {
    const change = after(setForLimitedTime('2026-03-10T00:00:00.000Z'), until('2026-04-01T00:00:00.000Z'));
    expect(summaryOf(change).filter(([kind]) => kind === 'grant')).toEqual([
      ['grant', 50, 0],
      ['grant', 39_950, 0],
      ['grant', 40_000, 0],
      ['grant', 50, 0],
    ]);
  });

  it('at the end of a period reverts before the next is granted', () => {
    const { account } = after(setForLimitedTime('2026-02-28T00:00:00.000Z'), until('2026-02-28T00:00:00.000Z'));
    expect(account).toMatchObject({ plan: 'free', monthly: 50 });
  });
});

describe('a debit', () => {
  it('takes monthly credits first, then topped-up ones', () => {
    expect(summaryOf(after(add(10), use(45), use(10))).slice(2)).toEqual([
      ['debit', -45, 0],
      ['debit', -5, -5],
    ]);
  });

  it('is refused for one credit too many, and can take the last one', () => {
    const { account } = after(add(10));
    expect(debit(account, 'assistant', 61)).toBeNull();
    expect(debit(account, 'assistant', 60)?.account).toMatchObject({ monthly: 0, topUp: 0 });
  });

  it('is counted, never refused and takes nothing while credits are unlimited', () => {
    const change = after(setUnlimited, use(1_000));
    expect(change.account).toMatchObject({ monthly: 50, topUp: 0 });
    expect(change.movements.at(-1)).toMatchObject({ monthly: 0, topUp: 0, usage: 1_000 });
  });
});

describe('a refund', () => {
  const debitOf = (change: Change): Movement => {
    const debited = change.movements.find(({ kind }) => kind === 'debit');
    if (!debited) throw new Error('No debit.');
    return debited;
  };

  it('returns each credit to the balance that it was taken from', () => {
    const before = after(add(10), use(55));
    expect(refund(before.account, debitOf(before)).account).toEqual(after(add(10)).account);
  });

  it('of an ended period lapses with it, and only what was topped up remains', () => {
    const before = after(add(10), use(55), until('2026-03-01T00:00:00.000Z'));
    const refunded = refund(before.account, debitOf(before));
    expect(summaryOf(refunded)).toEqual([
      ['refund', 50, 5],
      ['lapse', -50, 0],
    ]);
    expect(refunded.movements.map(({ periodStartedAt }) => periodStartedAt)).toEqual(Array(2).fill(CALENDAR.createdAt));
    expect(refunded.account).toEqual(after(add(10), until('2026-03-01T00:00:00.000Z')).account);
  });

  it('of a debit that took nothing returns nothing, and its usage is no longer counted', () => {
    const before = after(setUnlimited, use(5));
    expect(refund(before.account, debitOf(before)).movements).toMatchObject([{ monthly: 0, topUp: 0, usage: -5 }]);
  });
});

describe('an adjustment', () => {
  it('never lapses, and the opposite adjustment restores the account', () => {
    expect(after(use(20), correct(100), correct(-100)).account).toEqual(after(use(20)).account);
    expect(after(correct(100), until('2026-03-01T00:00:00.000Z')).account).toMatchObject({ monthly: 50, topUp: 100 });
  });

  it('takes topped-up credits first, then monthly ones, down to nothing and no further', () => {
    const { account } = after(add(10));
    expect(adjust(account, -30)?.account).toMatchObject({ monthly: 30, topUp: 0 });
    expect(adjust(account, -60)?.account).toMatchObject({ monthly: 0, topUp: 0 });
    expect(adjust(account, -61)).toBeNull();
  });
});
