import fc from 'fast-check';
import { DateTime } from 'luxon';
import { comparedDays } from './compared-days.policy.js';

const day = fc
  .date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const range = fc.tuple(day, day).map(([a, b]) => (a <= b ? ([a, b] as const) : ([b, a] as const)));
const lengthOf = ([from, to]: readonly [string, string]): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

describe('the days that a range is compared with', () => {
  it.each([
    // A month, a quarter, a fiscal year: whole months.
    ['2026-11-01', '2026-11-30', 'previous_period', '2026-10-01', '2026-10-31'],
    ['2026-03-01', '2026-03-31', 'previous_period', '2026-02-01', '2026-02-28'],
    ['2026-10-01', '2026-12-31', 'previous_period', '2026-07-01', '2026-09-30'],
    ['2026-10-01', '2027-09-30', 'previous_period', '2025-10-01', '2026-09-30'],
    // Other days.
    ['2026-11-30', '2026-11-30', 'previous_period', '2026-11-29', '2026-11-29'],
    ['2026-11-02', '2026-11-30', 'previous_period', '2026-10-04', '2026-11-01'],
    ['2026-11-01', '2026-11-30', 'previous_year', '2025-11-01', '2025-11-30'],
    ['2025-02-01', '2025-02-28', 'previous_year', '2024-02-01', '2024-02-29'],
    ['2024-02-29', '2024-03-05', 'previous_year', '2023-02-28', '2023-03-05'],
    // There are no dates before the year 1.
    ['1970-01-01', '9999-12-31', 'previous_period', '0001-01-01', '1969-12-31'],
  ] as const)('of %s to %s by %s: %s to %s', (from, to, compare, first, last) => {
    expect(comparedDays([from, to], compare)).toEqual([first, last]);
  });

  it('end on the day before the range, and are as many days, or as many whole months', () => {
    fc.assert(
      fc.property(range, (days) => {
        const before = comparedDays(days, 'previous_period');
        expect(Date.parse(before[1])).toBe(Date.parse(days[0]) - 86_400_000);
        const isWhole = days[0].endsWith('-01') && DateTime.fromISO(days[1]).plus({ days: 1 }).day === 1;
        if (isWhole)
          expect([before[0].slice(-2), comparedDays(before, 'previous_year')[0].slice(-2)]).toEqual(['01', '01']);
        else expect(lengthOf(before)).toBe(lengthOf(days));
      }),
    );
  });

  it('are the same days a year before', () => {
    fc.assert(
      fc.property(range, (days) => {
        const before = comparedDays(days, 'previous_year');
        for (const [index, date] of days.entries()) {
          const earlier = before[index] ?? '';
          expect(Number(date.slice(0, 4)) - Number(earlier.slice(0, 4))).toBe(1);
          if (!date.includes('-02-')) expect(earlier.slice(4)).toBe(date.slice(4));
          else expect(earlier.slice(4, 8)).toBe('-02-');
        }
      }),
    );
  });
});
