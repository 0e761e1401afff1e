import fc from 'fast-check';
import { thresholdReached } from './credit-thresholds.policy.js';
import { debit, NOTHING_PAID, type CreditAccount } from './credits.policy.js';

const ACCOUNT: CreditAccount = {
  plan: 'free',
  planReturn: null,
  monthly: 50,
  topUp: 7,
  granted: 50,
  unlimited: false,
  periodStartedAt: '2026-11-01T00:00:00.000Z',
  periodEndsAt: '2026-12-01T00:00:00.000Z',
  periodBy: 'calendar',
  paid: NOTHING_PAID,
};

function reachedBy(credits: number, account: CreditAccount = ACCOUNT) {
  const change = debit(account, 'assistant', credits);
  return change && thresholdReached(account, change.account);
}

describe('a debit', () => {
  it.each([
    [50, 39, null],
    [50, 40, 80],
    [11, 1, 80],
    [10, 1, null],
    [1, 1, 100],
    [50, 50, 100],
    [50, 57, 100],
    [0, 1, null],
  ])('with %i monthly credits left that takes %i reports %p percent', (monthly, credits, percent) => {
    expect(reachedBy(credits, { ...ACCOUNT, monthly })?.percent ?? null).toBe(percent);
  });

  it('reports the figures after it', () => {
    expect(reachedBy(52)).toEqual({
      percent: 100,
      used: 50,
      granted: 50,
      topUp: 5,
      periodStartedAt: ACCOUNT.periodStartedAt,
      periodEndsAt: ACCOUNT.periodEndsAt,
    });
  });

  it('reports nothing while credits are unlimited', () => {
    expect(reachedBy(1_000, { ...ACCOUNT, unlimited: true })).toBeNull();
  });

  it('however large the debits are, reports 100 percent once and 80 percent at most once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.array(fc.integer({ min: 1, max: 500 })),
        (granted, debits) => {
          let account: CreditAccount = { ...ACCOUNT, granted, monthly: granted, topUp: 0 };
          const reported: number[] = [];
          for (const credits of debits) {
            const change = debit(account, 'assistant', credits);
            if (!change) continue;
            const reached = thresholdReached(account, change.account);
            if (reached) reported.push(reached.percent);
            account = change.account;
          }
          expect([...new Set(reported)].sort()).toEqual([...reported].sort());
          expect(reported.includes(100)).toBe(account.monthly === 0);
          expect(reported.length > 0).toBe((granted - account.monthly) * 100 >= 80 * granted);
        },
      ),
    );
  });
});
