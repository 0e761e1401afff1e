import fc from 'fast-check';
import type { Plan } from '../../access/plan.js';
import { periodEnd, type BillingCalendar } from './billing-period.policy.js';
import {
  applyDueChanges,
  applyProviderState,
  nextScheduledChangeAt,
  type ProviderState,
} from './credit-account-changes.policy.js';
import { changePlan, debit, openAccount, type Change, type CreditAccount, type Movement } from './credits.policy.js';
import { PLAN_IDS, PLANS } from '../plans/plans.js';

const CALENDAR: BillingCalendar = { createdAt: '2026-01-31T10:00:00.000Z', timezone: 'UTC' };
const NEW_ACCOUNT = openAccount(CALENDAR, 'free').account;

const providerState = (fields: Partial<ProviderState> = {}): ProviderState => ({
  plan: 'starter',
  until: null,
  period: { startsAt: '2026-02-10T09:30:00.000Z', endsAt: '2026-03-10T09:30:00.000Z' },
  isPaid: true,
  isDifferentSubscription: false,
  ...fields,
});
const FIRST_STATE = providerState({ isDifferentSubscription: true });
const SECOND_PERIOD = { startsAt: '2026-03-10T09:30:00.000Z', endsAt: '2026-04-10T09:30:00.000Z' };

const summaryOf = ({ movements }: Change): string[] => movements.map(({ kind, monthly }) => `${kind} ${monthly}`);
const spend = (account: CreditAccount, credits: number): CreditAccount =>
  (debit(account, 'assistant', credits) ?? never()).account;
function never(): never {
  throw new Error('Too few credits.');
}

describe('the first subscription', () => {
  it('continues the running period: topped up, nothing lapsed, ending with the provider’s', () => {
    const change = applyProviderState(spend(NEW_ACCOUNT, 20), FIRST_STATE);
    expect(summaryOf(change)).toEqual(['grant 2950']);
    expect(change.account).toMatchObject({
      plan: 'starter',
      monthly: 2_980,
      periodStartedAt: NEW_ACCOUNT.periodStartedAt,
      periodEndsAt: '2026-03-10T09:30:00.000Z',
      periodBy: 'subscription',
    });
  });

  it('changes nothing when it is read again', () => {
    const { account } = applyProviderState(NEW_ACCOUNT, FIRST_STATE);
    expect(applyProviderState(account, providerState())).toEqual({ account, movements: [] });
    expect(applyProviderState(account, FIRST_STATE)).toMatchObject({ account: { granted: 3_000, plan: 'starter' } });
  });

  it('waits for the provider at the end of its period, in whatever timezone', () => {
    const { account } = applyProviderState(NEW_ACCOUNT, FIRST_STATE);
    expect(nextScheduledChangeAt(account)).toBeNull();
    const elsewhere = { ...CALENDAR, timezone: 'Pacific/Auckland' };
    expect(applyDueChanges(account, elsewhere, '2026-05-01T00:00:00.000Z')).toEqual({ account, movements: [] });
  });
});

describe('a period of the provider', () => {
  const { account } = applyProviderState(NEW_ACCOUNT, FIRST_STATE);

  it('that follows lapses the one before and grants its credits once', () => {
    const renewed = applyProviderState(spend(account, 1_000), providerState({ period: SECOND_PERIOD }));
    expect(summaryOf(renewed)).toEqual(['lapse -2000', 'grant 3000']);
    expect(renewed.account).toMatchObject({
      periodStartedAt: SECOND_PERIOD.startsAt,
      periodEndsAt: SECOND_PERIOD.endsAt,
    });
    expect(summaryOf(applyProviderState(renewed.account, providerState({ period: SECOND_PERIOD })))).toEqual([]);
  });

  it('is the newest one after three months without a run: one lapse, one grant', () => {
    const period = { startsAt: '2026-05-10T09:30:00.000Z', endsAt: '2026-06-10T09:30:00.000Z' };
    expect(summaryOf(applyProviderState(account, providerState({ period })))).toEqual(['lapse -3000', 'grant 3000']);
  });

  it('that only ends on another day moves the end of the running one', () => {
    const period = { startsAt: '2026-02-10T09:30:00.000Z', endsAt: '2026-03-20T00:00:00.000Z' };
    const moved = applyProviderState(account, providerState({ period }));
    expect([summaryOf(moved), moved.account.periodEndsAt]).toEqual([[], period.endsAt]);
  });

  it('comes with the plan that it is paid for', () => {
    expect(summaryOf(applyProviderState(account, providerState({ plan: 'pro', period: SECOND_PERIOD })))).toEqual([
      'lapse -3000',
      'grant 10000',
    ]);
    expect(summaryOf(applyProviderState(account, providerState({ plan: 'pro' })))).toEqual(['grant 7000']);
  });
});

describe('a period that is not paid', () => {
  const { account } = applyProviderState(NEW_ACCOUNT, FIRST_STATE);

  it('grants nothing and lapses nothing; the one before goes on until it is', () => {
    const unpaid = applyProviderState(spend(account, 1_000), providerState({ period: SECOND_PERIOD, isPaid: false }));
    expect([summaryOf(unpaid), unpaid.account.monthly]).toEqual([[], 2_000]);
    expect(unpaid.account.periodEndsAt).toBe('2026-03-10T09:30:00.000Z');
    expect(summaryOf(applyProviderState(unpaid.account, providerState({ period: SECOND_PERIOD })))).toEqual([
      'lapse -2000',
      'grant 3000',
    ]);
  });

  it('of a larger plan gives the plan, and its credits when it is paid', () => {
    const unpaid = applyProviderState(
      account,
      providerState({ plan: 'enterprise', period: SECOND_PERIOD, isPaid: false }),
    );
    expect([summaryOf(unpaid), unpaid.account.plan]).toEqual([[], 'enterprise']);
  });

  it('lapses where it stays unpaid until the end of grace', () => {
    const until = '2026-03-17T09:30:00.000Z';
    const unpaid = applyProviderState(account, providerState({ period: SECOND_PERIOD, isPaid: false, until })).account;
    expect(summaryOf(applyDueChanges(unpaid, CALENDAR, '2026-03-17T10:00:00.000Z'))).toEqual([
      'lapse -3000',
      'grant 50',
    ]);
  });
});

describe('a subscription that has ended', () => {
  const { account } = applyProviderState(NEW_ACCOUNT, FIRST_STATE);
  const ended = applyProviderState(account, providerState({ plan: 'free', period: null }));

  it('leaves the credits of its last period until that ends, then the calendar goes on', () => {
    expect(ended.account).toMatchObject({ plan: 'free', monthly: 3_000, periodBy: 'ending' });
    const later = applyDueChanges(ended.account, CALENDAR, '2026-04-30T12:00:00.000Z');
    // On 10 and 31 March, and on 30 April.
    const lapses = ['lapse -3000', 'grant 50', 'lapse -50', 'grant 50', 'lapse -50', 'grant 50'];
    expect(summaryOf(later)).toEqual(lapses);
    expect(later.account).toMatchObject({
      periodStartedAt: '2026-04-30T00:00:00.000Z',
      periodEndsAt: '2026-05-31T00:00:00.000Z',
      periodBy: 'calendar',
    });
  });

  it('and another paid one after it begins a period at once', () => {
    const period = { startsAt: '2026-02-20T08:00:00.000Z', endsAt: '2026-03-20T08:00:00.000Z' };
    const again = applyProviderState(
      spend(ended.account, 3_000),
      providerState({ period, isDifferentSubscription: true }),
    );
    expect(summaryOf(again)).toEqual(['grant 3000']);
    expect(again.account).toMatchObject({ periodStartedAt: period.startsAt, periodBy: 'subscription' });
  });

  it('paid after all within its period goes on with it, and is granted nothing more', () => {
    const back = applyProviderState(spend(ended.account, 1_000), providerState());
    expect([summaryOf(back), back.account.monthly, back.account.periodBy]).toEqual([[], 2_000, 'subscription']);
  });

  it('on a day of its own ends at that moment, before the next period is granted', () => {
    const ending = applyProviderState(account, providerState({ until: '2026-03-10T09:30:00.000Z' })).account;
    expect(nextScheduledChangeAt(ending)).toBe('2026-03-10T09:30:00.000Z');
    const ended = applyDueChanges(ending, CALENDAR, '2026-03-11T00:00:00.000Z');
    expect(summaryOf(ended)).toEqual(['lapse -3000', 'grant 50']);
    expect(ended.account).toMatchObject({ plan: 'free', paid: { plan: 'free', until: null }, periodBy: 'calendar' });
  });
});

describe('a plan that the platform has set', () => {
  const { account } = applyProviderState(NEW_ACCOUNT, FIRST_STATE);
  const forced = changePlan(account, 'enterprise', null).account;
  const forATime = changePlan(account, 'enterprise', { plan: 'starter', at: '2026-03-01T00:00:00.000Z' }).account;

  it('stays while nothing else is paid, and is granted with each period', () => {
    const renewed = applyProviderState(forced, providerState({ period: SECOND_PERIOD }));
    expect(renewed.account.plan).toBe('enterprise');
    expect(summaryOf(renewed)).toEqual(['lapse -40000', 'grant 40000']);
  });

  it('ends when another plan is paid, or when none is paid any longer', () => {
    expect(applyProviderState(forced, providerState({ plan: 'pro' })).account.plan).toBe('pro');
    expect(applyProviderState(forced, providerState({ plan: 'free', period: null })).account.plan).toBe('free');
  });

  it('for a limited time is in force until then, and is replaced by what is paid at that time', () => {
    const changed = applyProviderState(forATime, providerState({ plan: 'pro' })).account;
    expect(changed.plan).toBe('enterprise');
    expect(applyDueChanges(changed, CALENDAR, '2026-03-01T00:00:01.000Z').account).toMatchObject({
      plan: 'pro',
      planReturn: null,
    });
    const unpaid = applyProviderState(forATime, providerState({ until: '2026-02-20T00:00:00.000Z' })).account;
    const back = applyDueChanges(unpaid, CALENDAR, '2026-03-01T00:00:01.000Z').account;
    expect(back).toMatchObject({ plan: 'free', paid: { plan: 'free' } });
  });
});

describe('any sequence of reports of the provider', () => {
  const DAY = 86_400_000;
  const START = Date.parse(CALENDAR.createdAt);
  const at = (day: number): string => new Date(START + day * DAY).toISOString();
  const plan = fc.constantFrom<Plan>(...PLAN_IDS);
  const event = fc.oneof(
    fc.record({
      kind: fc.constant('report' as const),
      plan,
      starts: fc.integer({ min: 0, max: 120 }),
      isDifferentSubscription: fc.boolean(),
      isPaid: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('end' as const) }),
    fc.record({ kind: fc.constant('sleep' as const), days: fc.integer({ min: 1, max: 60 }) }),
  );

  it('neither balance is below zero, a period is granted at most what its largest plan gives, and it ends after it begins', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let account = NEW_ACCOUNT;
        let today = 0;
        const entries: Movement[] = [...openAccount(CALENDAR, 'free').movements];
        const largest = new Map<string, number>();
        const recordLargestPlan = (): void => {
          const credits = PLANS[account.plan].monthlyCredits;
          const { periodStartedAt: period } = account;
          largest.set(period, Math.max(largest.get(period) ?? 0, credits));
        };
        const applyChange = (change: Change): void => {
          entries.push(...change.movements);
          account = change.account;
          recordLargestPlan();
        };
        recordLargestPlan();
        for (const each of events) {
          if (each.kind === 'sleep') {
            today += each.days;
            // Every plan in between matters, because a period may begin and end between two of them.
            applyChange(applyDueChanges(account, CALENDAR, at(today)));
          } else if (each.kind === 'end')
            applyChange(applyProviderState(account, providerState({ plan: 'free', period: null })));
          else {
            const period = { startsAt: at(each.starts), endsAt: at(each.starts + 30) };
            const { plan: given, isDifferentSubscription, isPaid } = each;
            const change = applyProviderState(account, {
              plan: given,
              until: null,
              period,
              isDifferentSubscription,
              isPaid,
            });
            if (!isPaid) expect(change.movements).toEqual([]);
            applyChange(change);
          }
          expect(account.monthly).toBeGreaterThanOrEqual(0);
          expect(account.periodStartedAt < account.periodEndsAt).toBe(true);
          if (account.periodBy === 'calendar') {
            expect(account.periodEndsAt).toBe(periodEnd(CALENDAR, account.periodStartedAt));
          }
        }
        expect(entries.reduce((sum, { monthly }) => sum + monthly, 0)).toBe(account.monthly);
        for (const [period, credits] of largest) {
          const granted = entries.filter(({ kind, periodStartedAt }) => kind === 'grant' && periodStartedAt === period);
          expect(granted.reduce((sum, { monthly }) => sum + monthly, 0)).toBeLessThanOrEqual(credits);
        }
      }),
      { numRuns: 500 },
    );
  });
});
