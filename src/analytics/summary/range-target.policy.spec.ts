import fc from 'fast-check';
import { daysOf, monthsOfYear, quartersOfYear } from '../../organization/revenue/fiscal-period.policy.js';
import type { Targets } from '../../organization/revenue/revenue-plan.policy.js';
import { targetOfDays } from './range-target.policy.js';

const CALENDAR = { timezone: 'UTC', fiscalYearStartMonth: 10 };
const BOTH: Targets = { monthly: 3_100, quarterly: 9_200, ofPeriods: { '2026-11': 600, 'FY2027-Q2': 5 } };
const MONTHLY: Targets = { ...BOTH, quarterly: null, ofPeriods: { '2026-11': 600 } };
const QUARTERLY: Targets = { ...BOTH, monthly: null, ofPeriods: {} };
const NONE: Targets = { monthly: null, quarterly: null, ofPeriods: {} };

describe('the target of a range of days', () => {
  it.each([
    ['a month', BOTH, '2026-10-01', '2026-10-31', 3_100n],
    ['a month with its own', BOTH, '2026-11-01', '2026-11-30', 600n],
    ['a quarter', BOTH, '2026-10-01', '2026-12-31', 9_200n],
    ['two months', BOTH, '2026-10-01', '2026-11-30', 3_700n],
    ['a quarter and a month', BOTH, '2026-10-01', '2027-01-31', 12_300n],
    ['a fiscal year', BOTH, '2026-10-01', '2027-09-30', 27_605n],
    ['a part of a month', BOTH, '2026-10-01', '2026-10-10', 1_000n],
    ['a day, rounded', BOTH, '2026-12-31', '2026-12-31', 100n],
    ['a quarter of monthly targets', MONTHLY, '2026-10-01', '2026-12-31', 6_800n],
    ['a month of a quarterly target', QUARTERLY, '2026-11-01', '2026-11-30', 3_000n],
    ['only own targets, and a day without', { ...NONE, ofPeriods: { '2026-11': 5 } }, '2026-11-01', '2026-12-01', null],
    ['nothing set', NONE, '2026-11-01', '2026-11-30', null],
    ['a target of 0', { ...NONE, monthly: 0 }, '2026-11-01', '2026-11-30', 0n],
  ] as const)('of %s', (_name, targets, from, to, expected) => {
    expect(targetOfDays(targets, [from, to], CALENDAR)).toBe(expected);
  });

  it('is that of its parts where it is cut between quarters, in any fiscal year', () => {
    const amount = fc.option(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1971, max: 2100 }),
        amount,
        amount,
        (start, year, monthly, quarterly) => {
          const calendar = { timezone: 'UTC', fiscalYearStartMonth: start };
          const targets = { monthly, quarterly, ofPeriods: {} };
          const quarters = quartersOfYear(year).map((quarter) =>
            targetOfDays(targets, daysOf(quarter, calendar), calendar),
          );
          const months = monthsOfYear(year, calendar);
          const [first, last] = [months[0], months[11]];
          if (!first || !last) throw new Error('A year has months.');
          const whole = targetOfDays(targets, [daysOf(first, calendar)[0], daysOf(last, calendar)[1]], calendar);
          const sum = quarters.includes(null) ? null : quarters.reduce((all: bigint, part) => all + (part ?? 0n), 0n);
          expect(whole).toBe(sum);
          expect(whole === null).toBe(monthly === null && quarterly === null);
          if (quarterly !== null) expect(whole).toBe(4n * BigInt(quarterly));
          else if (monthly !== null) expect(whole).toBe(12n * BigInt(monthly));
        },
      ),
    );
  });

  it('reaches to the end of the calendar', () => {
    expect(targetOfDays({ ...NONE, quarterly: 1 }, ['1970-01-01', '9999-09-30'], CALENDAR)).toBe(4n * 8_030n - 1n);
    expect(
      targetOfDays({ ...NONE, monthly: 1 }, ['9999-10-01', '9999-12-31'], { ...CALENDAR, fiscalYearStartMonth: 12 }),
    ).toBe(3n);
  });
});
