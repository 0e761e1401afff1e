import fc from 'fast-check';
import type { Plan } from '../../access/plan.js';
import type { BillingCalendar } from './billing-period.policy.js';
import { applyDueChanges } from './credit-account-changes.policy.js';
import {
  adjust,
  balanceOf,
  changePlan,
  debit,
  openAccount,
  refund,
  topUp,
  type Change,
  type Movement,
} from './credits.policy.js';
import { PLAN_IDS, PLANS } from '../plans/plans.js';

const CALENDAR: BillingCalendar = { createdAt: '2026-01-31T10:00:00.000Z', timezone: 'UTC' };

type Step =
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'use' | 'add' | 'correct'; readonly credits: number }
  | { readonly do: 'refund'; readonly which: number }
  | { readonly do: 'plan'; readonly plan: Plan };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 70 }) }),
  fc.record({ do: fc.constantFrom('use' as const, 'add' as const), credits: fc.integer({ min: 1, max: 20_000 }) }),
  fc.record({ do: fc.constant('correct' as const), credits: fc.integer({ min: -9_000, max: 9_000 }) }),
  fc.record({ do: fc.constant('refund' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('plan' as const), plan: fc.constantFrom(...PLAN_IDS) }),
);

/**
 * The same rules, implemented as simply as possible: every credit is an object that knows its period, or has none.
 * It neither adds nor splits amounts; spent credits are kept with the debit, so that a refund returns the same ones.
 */
class Model {
  private month = 0;
  private plan: Plan = 'free';
  private most = 50;
  private monthly = 50;
  private toppedUp = 0;
  private readonly bought: { month: number; monthly: number; toppedUp: number }[] = [];

  get balance(): number {
    return this.monthly + this.toppedUp;
  }

  waitUntil(month: number): void {
    if (month === this.month) return;
    this.month = month;
    this.most = this.monthly = PLANS[this.plan].monthlyCredits;
  }

  setPlan(plan: Plan): void {
    this.plan = plan;
    const more = Math.max(0, PLANS[plan].monthlyCredits - this.most);
    this.most += more;
    this.monthly += more;
  }

  use(credits: number): boolean {
    if (credits > this.balance) return false;
    const purchase = { month: this.month, monthly: 0, toppedUp: 0 };
    for (let coin = 0; coin < credits; coin += 1) {
      const purse = this.monthly > 0 ? 'monthly' : 'toppedUp';
      this[purse] -= 1;
      purchase[purse] += 1;
    }
    this.bought.push(purchase);
    return true;
  }

  refund(which: number): void {
    const purchase = this.bought[which];
    if (!purchase) return;
    if (purchase.month === this.month) this.monthly += purchase.monthly;
    this.toppedUp += purchase.toppedUp;
    this.bought[which] = { month: -1, monthly: 0, toppedUp: 0 };
  }

  correct(credits: number): boolean {
    if (this.balance + credits < 0) return false;
    this.toppedUp += credits;
    if (this.toppedUp < 0) {
      this.monthly += this.toppedUp;
      this.toppedUp = 0;
    }
    return true;
  }

  get purses() {
    return { monthly: this.monthly, topUp: this.toppedUp, granted: this.most, plan: this.plan };
  }
}

describe('credits in any order of events', () => {
  it('are the same as in a simple model; the ledger sums up to the balance, and nothing is ever below zero', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const model = new Model();
        let ledger = openAccount(CALENDAR, 'free');
        const debits: (Movement | null)[] = [];
        let now = Date.parse(CALENDAR.createdAt);
        const apply = (change: Change | null): Movement | null => {
          if (!change) return null;
          ledger = { account: change.account, movements: [...ledger.movements, ...change.movements] };
          return change.movements[0] ?? null;
        };
        for (const event of steps) {
          if (event.do === 'wait') now += event.days * 86_400_000;
          apply(applyDueChanges(ledger.account, CALENDAR, new Date(now).toISOString()));
          // Anniversaries of a 31st are the last days of the months; each of them begins a new period.
          model.waitUntil(monthOf(now));
          if (event.do === 'plan') {
            apply(changePlan(ledger.account, event.plan, null));
            model.setPlan(event.plan);
          } else if (event.do === 'use') {
            const written = apply(debit(ledger.account, 'assistant', event.credits));
            expect(model.use(event.credits)).toBe(written !== null);
            if (written) debits.push(written);
          } else if (event.do === 'add') {
            apply(topUp(ledger.account, event.credits));
            model.correct(event.credits);
          } else if (event.do === 'correct' && event.credits !== 0) {
            expect(model.correct(event.credits)).toBe(apply(adjust(ledger.account, event.credits)) !== null);
          } else if (event.do === 'refund') {
            const debited = debits[event.which];
            if (debited) apply(refund(ledger.account, debited));
            if (debited) debits[event.which] = null;
            model.refund(event.which);
          }
          expect(ledger.account).toMatchObject(model.purses);
        }
        let [monthly, topped] = [0, 0];
        for (const movement of ledger.movements) {
          monthly += movement.monthly;
          topped += movement.topUp;
          expect(Math.min(monthly, topped)).toBeGreaterThanOrEqual(0);
        }
        expect(monthly + topped).toBe(balanceOf(ledger.account));
      }),
      { numRuns: 200 },
    );
  });
});

/** How many last days of months have begun since the creation in January 2026. */
function monthOf(now: number): number {
  const tomorrow = new Date(now + 86_400_000);
  return (tomorrow.getUTCFullYear() - 2026) * 12 + tomorrow.getUTCMonth() - 1;
}
