import fc from 'fast-check';
import { targetOf } from '../organization/revenue/revenue-plan.policy.js';
import type { RevenuePlan } from '../organization/revenue/revenue-plans.service.js';
import { revenueWithTarget, toAmount, type MonthFigure } from './revenue.policy.js';
import { revenueOf } from './revenue.service.js';

const PLAN: RevenuePlan = {
  name: 'Acme',
  slug: 'acme',
  currency: 'EUR',
  timezone: 'Europe/Berlin',
  fiscalYearStartMonth: 10,
  logoId: null,
  targets: { monthly: 100, quarterly: 500, ofPeriods: { '2026-12': 200, 'FY2027-Q2': 0 } },
  now: new Date('2026-11-24T12:00:00Z'),
};
const MONTHS = ['2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03'].concat([
  '2027-04',
  '2027-05',
  '2027-06',
  '2027-07',
  '2027-08',
  '2027-09',
]);
const month = { kind: 'month', year: 2026, month: 11 } as const;

const figures = fc.uniqueArray(
  fc.record<MonthFigure>({
    month: fc.constantFrom(...MONTHS),
    currency: fc.constantFrom('EUR', 'USD', 'JPY'),
    revenue: fc.bigInt({ min: 0n, max: 2n ** 55n }),
    dealsWon: fc.integer({ min: 1, max: 1_000 }),
  }),
  { selector: ({ month: name, currency }) => name + currency },
);

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

describe('a year of revenue', () => {
  it('has the sums of its figures for every month and quarter', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const year = revenueOf(PLAN, 2027, given, { seesTargets: true });
        expect(year.months.map(({ period }) => period)).toEqual(MONTHS);
        expect(year.quarters.map(({ period }) => period)).toEqual(['FY2027-Q1', 'FY2027-Q2', 'FY2027-Q3', 'FY2027-Q4']);
        const sum = (names: readonly string[], currency: string): number =>
          toAmount(
            given
              .filter((figure) => names.includes(figure.month) && figure.currency === currency)
              .reduce((all, { revenue }) => all + revenue, 0n),
          );
        const won = (names: readonly string[], currency: string): number =>
          sumOf(
            given
              .filter((figure) => names.includes(figure.month) && figure.currency === currency)
              .map(({ dealsWon }) => dealsWon),
          );
        expect(year.months.map(({ revenue }) => revenue.amount)).toEqual(MONTHS.map((name) => sum([name], 'EUR')));
        expect(year.quarters.map(({ revenue }) => revenue.amount)).toEqual(
          [0, 3, 6, 9].map((first) => sum(MONTHS.slice(first, first + 3), 'EUR')),
        );
        const others = ['JPY', 'USD'].filter((code) => given.some(({ currency }) => currency === code));
        expect(year.otherCurrencies).toEqual(
          others.map((currency) => ({
            currency,
            revenue: { amount: sum(MONTHS, currency), currency },
            dealsWon: won(MONTHS, currency),
          })),
        );
        expect(year.months.map(({ dealsWon }) => dealsWon)).toEqual(MONTHS.map((name) => won([name], 'EUR')));
        const counted = (periods: typeof year.months) =>
          sumOf(periods.flatMap((one) => [one.dealsWon, ...one.otherCurrencies.map(({ dealsWon }) => dealsWon)]));
        const all = sumOf(given.map(({ dealsWon }) => dealsWon));
        expect([counted(year.months), counted(year.quarters)]).toEqual([all, all]);
      }),
    );
  });

  it('uses the target of the period, otherwise the default one for months or quarters', () => {
    const year = revenueOf(PLAN, 2027, [{ month: '2026-12', currency: 'EUR', revenue: 50n, dealsWon: 1 }], {
      seesTargets: true,
    });
    const targets = (periods: typeof year.months) => periods.map(({ target }) => target?.amount);
    expect(targets(year.months)).toEqual([100, 100, 200, ...Array<number>(9).fill(100)]);
    expect(targets(year.quarters)).toEqual([500, 0, 500, 500]);
    expect(year.months[2]?.attainment).toBe(0.25);
    expect(year.quarters.map(({ attainment }) => attainment)).toEqual([0.1, null, 0, 0]);
  });

  it('shows no target to a reader who sees only their own figures', () => {
    const year = revenueOf(PLAN, 2027, [{ month: '2026-12', currency: 'EUR', revenue: 50n, dealsWon: 1 }], {
      seesTargets: false,
    });
    for (const period of [...year.months, ...year.quarters]) {
      expect(period).toMatchObject({ target: null, attainment: null });
    }
  });
});

it('attains 14 % of 2.5 million with 350,000', () => {
  expect(revenueWithTarget(350_000n, 2_500_000, 'EUR').attainment).toBe(0.14);
  expect(revenueWithTarget(350_000n, null, 'EUR').attainment).toBeNull();
});

it('shows a sum beyond the largest amount of money as that amount', () => {
  expect([0n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 70n].map(toAmount)).toEqual([0, ...Array<number>(3).fill(2 ** 53 - 1)]);
});

it('has no target when none is set', () => {
  expect(targetOf({ monthly: null, quarterly: 5, ofPeriods: {} }, month)).toBeNull();
});
