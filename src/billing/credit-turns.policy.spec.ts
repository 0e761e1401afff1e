import fc from 'fast-check';
import type { Plan } from '../platform/database/tenancy.js';
import { periodEnd, type BillingCalendar } from './billing-period.policy.js';
import { catchUp, follow, nextTurn, type Provided } from './credit-turns.policy.js';
import { changePlan, debit, openAccount, type Change, type CreditAccount, type Movement } from './credits.policy.js';
import { PLAN_IDS, PLANS } from './plans.js';

const CALENDAR: BillingCalendar = { createdAt: '2026-01-31T10:00:00.000Z', timezone: 'UTC' };
const FOUNDED = openAccount(CALENDAR, 'free').account;

const provided = (fields: Partial<Provided> = {}): Provided => ({
  plan: 'starter',
  until: null,
  period: { startsAt: '2026-02-10T09:30:00.000Z', endsAt: '2026-03-10T09:30:00.000Z' },
  isPaid: true,
  isOther: false,
  ...fields,
});
const FIRST = provided({ isOther: true });
const SECOND_PERIOD = { startsAt: '2026-03-10T09:30:00.000Z', endsAt: '2026-04-10T09:30:00.000Z' };

const words = ({ movements }: Change): string[] => movements.map(({ kind, monthly }) => `${kind} ${monthly}`);
const spend = (account: CreditAccount, credits: number): CreditAccount =>
  (debit(account, 'assistant', credits) ?? never()).account;
function never(): never {
  throw new Error('Too few credits.');
}

describe('the first subscription', () => {
  it('continues the running period: topped up, nothing lapsed, ending with the provider’s', () => {
    const change = follow(spend(FOUNDED, 20), FIRST);
    expect(words(change)).toEqual(['grant 2950']);
    expect(change.account).toMatchObject({
      plan: 'starter',
      monthly: 2_980,
      periodStartedAt: FOUNDED.periodStartedAt,
      periodEndsAt: '2026-03-10T09:30:00.000Z',
      periodBy: 'subscription',
    });
  });

  it('changes nothing when it is read again', () => {
    const { account } = follow(FOUNDED, FIRST);
    expect(follow(account, provided())).toEqual({ account, movements: [] });
    expect(follow(account, FIRST)).toMatchObject({ account: { granted: 3_000, plan: 'starter' } });
  });

  it('waits for the provider at the end of its period, in whatever timezone', () => {
    const { account } = follow(FOUNDED, FIRST);
    expect(nextTurn(account)).toBeNull();
    const elsewhere = { ...CALENDAR, timezone: 'Pacific/Auckland' };
    expect(catchUp(account, elsewhere, '2026-05-01T00:00:00.000Z')).toEqual({ account, movements: [] });
  });
});

describe('a period of the provider', () => {
  const { account } = follow(FOUNDED, FIRST);

  it('that follows lapses the one before and grants its credits once', () => {
    const renewed = follow(spend(account, 1_000), provided({ period: SECOND_PERIOD }));
    expect(words(renewed)).toEqual(['lapse -2000', 'grant 3000']);
    expect(renewed.account).toMatchObject({
      periodStartedAt: SECOND_PERIOD.startsAt,
      periodEndsAt: SECOND_PERIOD.endsAt,
    });
    expect(words(follow(renewed.account, provided({ period: SECOND_PERIOD })))).toEqual([]);
  });

  it('is the newest one after three months without a run: one lapse, one grant', () => {
    const period = { startsAt: '2026-05-10T09:30:00.000Z', endsAt: '2026-06-10T09:30:00.000Z' };
    expect(words(follow(account, provided({ period })))).toEqual(['lapse -3000', 'grant 3000']);
  });

  it('that only ends on another day moves the end of the running one', () => {
    const period = { startsAt: '2026-02-10T09:30:00.000Z', endsAt: '2026-03-20T00:00:00.000Z' };
    const moved = follow(account, provided({ period }));
    expect([words(moved), moved.account.periodEndsAt]).toEqual([[], period.endsAt]);
  });

  it('comes with the plan that it is paid for', () => {
    expect(words(follow(account, provided({ plan: 'pro', period: SECOND_PERIOD })))).toEqual([
      'lapse -3000',
      'grant 10000',
    ]);
    expect(words(follow(account, provided({ plan: 'pro' })))).toEqual(['grant 7000']);
  });
});

describe('a period that is not paid', () => {
  const { account } = follow(FOUNDED, FIRST);

  it('grants nothing and lapses nothing; the one before goes on until it is', () => {
    const unpaid = follow(spend(account, 1_000), provided({ period: SECOND_PERIOD, isPaid: false }));
    expect([words(unpaid), unpaid.account.monthly]).toEqual([[], 2_000]);
    expect(unpaid.account.periodEndsAt).toBe('2026-03-10T09:30:00.000Z');
    expect(words(follow(unpaid.account, provided({ period: SECOND_PERIOD })))).toEqual(['lapse -2000', 'grant 3000']);
  });

  it('of a larger plan gives the plan, and its credits when it is paid', () => {
    const unpaid = follow(account, provided({ plan: 'enterprise', period: SECOND_PERIOD, isPaid: false }));
    expect([words(unpaid), unpaid.account.plan]).toEqual([[], 'enterprise']);
  });

  it('lapses where it stays unpaid until the end of grace', () => {
    const until = '2026-03-17T09:30:00.000Z';
    const unpaid = follow(account, provided({ period: SECOND_PERIOD, isPaid: false, until })).account;
    expect(words(catchUp(unpaid, CALENDAR, '2026-03-17T10:00:00.000Z'))).toEqual(['lapse -3000', 'grant 50']);
  });
});

describe('a subscription that has ended', () => {
  const { account } = follow(FOUNDED, FIRST);
  const over = follow(account, provided({ plan: 'free', period: null }));

  it('leaves the credits of its last period until that ends, then the calendar goes on', () => {
    expect(over.account).toMatchObject({ plan: 'free', monthly: 3_000, periodBy: 'ending' });
    const later = catchUp(over.account, CALENDAR, '2026-04-30T12:00:00.000Z');
    // On 10 and 31 March, and on 30 April.
    const lapses = ['lapse -3000', 'grant 50', 'lapse -50', 'grant 50', 'lapse -50', 'grant 50'];
    expect(words(later)).toEqual(lapses);
    expect(later.account).toMatchObject({
      periodStartedAt: '2026-04-30T00:00:00.000Z',
      periodEndsAt: '2026-05-31T00:00:00.000Z',
      periodBy: 'calendar',
    });
  });

  it('and another paid one after it begins a period at once', () => {
    const period = { startsAt: '2026-02-20T08:00:00.000Z', endsAt: '2026-03-20T08:00:00.000Z' };
    const again = follow(spend(over.account, 3_000), provided({ period, isOther: true }));
    expect(words(again)).toEqual(['grant 3000']);
    expect(again.account).toMatchObject({ periodStartedAt: period.startsAt, periodBy: 'subscription' });
  });

  it('paid after all within its period goes on with it, and is granted nothing more', () => {
    const back = follow(spend(over.account, 1_000), provided());
    expect([words(back), back.account.monthly, back.account.periodBy]).toEqual([[], 2_000, 'subscription']);
  });

  it('on a day of its own ends at that moment, before the next period is granted', () => {
    const ending = follow(account, provided({ until: '2026-03-10T09:30:00.000Z' })).account;
    expect(nextTurn(ending)).toBe('2026-03-10T09:30:00.000Z');
    const ended = catchUp(ending, CALENDAR, '2026-03-11T00:00:00.000Z');
    expect(words(ended)).toEqual(['lapse -3000', 'grant 50']);
    expect(ended.account).toMatchObject({ plan: 'free', paid: { plan: 'free', until: null }, periodBy: 'calendar' });
  });
});

describe('a plan that the platform has set', () => {
  const { account } = follow(FOUNDED, FIRST);
  const forced = changePlan(account, 'enterprise', null).account;
  const forATime = changePlan(account, 'enterprise', { plan: 'starter', at: '2026-03-01T00:00:00.000Z' }).account;

  it('stays while nothing else is paid, and is granted with each period', () => {
    const renewed = follow(forced, provided({ period: SECOND_PERIOD }));
    expect(renewed.account.plan).toBe('enterprise');
    expect(words(renewed)).toEqual(['lapse -40000', 'grant 40000']);
  });

  it('ends when another plan is paid, or when none is paid any longer', () => {
    expect(follow(forced, provided({ plan: 'pro' })).account.plan).toBe('pro');
    expect(follow(forced, provided({ plan: 'free', period: null })).account.plan).toBe('free');
  });

  it('for a limited time is in force until then, and is replaced by what is paid at that time', () => {
    const changed = follow(forATime, provided({ plan: 'pro' })).account;
    expect(changed.plan).toBe('enterprise');
    expect(catchUp(changed, CALENDAR, '2026-03-01T00:00:01.000Z').account).toMatchObject({
      plan: 'pro',
      planReturn: null,
    });
    const unpaid = follow(forATime, provided({ until: '2026-02-20T00:00:00.000Z' })).account;
    const back = catchUp(unpaid, CALENDAR, '2026-03-01T00:00:01.000Z').account;
    expect(back).toMatchObject({ plan: 'free', paid: { plan: 'free' } });
  });
});

describe('whatever the provider says, and when', () => {
  const DAY = 86_400_000;
  const START = Date.parse(CALENDAR.createdAt);
  const at = (day: number): string => new Date(START + day * DAY).toISOString();
  const plan = fc.constantFrom<Plan>(...PLAN_IDS);
  const word = fc.oneof(
    fc.record({
      kind: fc.constant('says' as const),
      plan,
      starts: fc.integer({ min: 0, max: 120 }),
      isOther: fc.boolean(),
      isPaid: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('over' as const) }),
    fc.record({ kind: fc.constant('sleep' as const), days: fc.integer({ min: 1, max: 60 }) }),
  );

  it('neither balance is below zero, a period is granted at most what its largest plan gives, and it ends after it begins', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (said) => {
        let account = FOUNDED;
        let today = 0;
        const entries: Movement[] = [...openAccount(CALENDAR, 'free').movements];
        const largest = new Map<string, number>();
        const note = (): void => {
          const credits = PLANS[account.plan].monthlyCredits;
          const { periodStartedAt: period } = account;
          largest.set(period, Math.max(largest.get(period) ?? 0, credits));
        };
        const take = (change: Change): void => {
          entries.push(...change.movements);
          account = change.account;
          note();
        };
        note();
        for (const each of said) {
          if (each.kind === 'sleep') {
            today += each.days;
            // Every plan in between matters, because a period may begin and end between two of them.
            take(catchUp(account, CALENDAR, at(today)));
          } else if (each.kind === 'over') take(follow(account, provided({ plan: 'free', period: null })));
          else {
            const period = { startsAt: at(each.starts), endsAt: at(each.starts + 30) };
            const { plan: given, isOther, isPaid } = each;
            const change = follow(account, { plan: given, until: null, period, isOther, isPaid });
            if (!isPaid) expect(change.movements).toEqual([]);
            take(change);
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
