import fc from 'fast-check';
import { RANGE_NAMES } from './analytics-search';
import { daysOfRange, formatDates, formatDays, searchOfRange, searchOfYear } from './ranges';

it.each([
  ['this-month', '2026-11', 10, '2026-11-01', '2026-11-30'],
  ['last-month', '2026-01', 1, '2025-12-01', '2025-12-31'],
  ['this-quarter', '2026-11', 10, '2026-10-01', '2026-12-31'],
  ['this-quarter', '2027-01', 11, '2026-11-01', '2027-01-31'],
  ['last-quarter', '2026-11', 10, '2026-07-01', '2026-09-30'],
  ['last-quarter', '2024-04', 2, '2023-11-01', '2024-01-31'],
  ['this-year', '2026-11', 10, '2026-10-01', '2027-09-30'],
  ['this-year', '2024-02', 3, '2023-03-01', '2024-02-29'],
  ['last-year', '2026-11', 10, '2025-10-01', '2026-09-30'],
] as const)('%s in %s, with a fiscal year from month %d: %s to %s', (range, month, start, from, to) => {
  expect(daysOfRange(range, month, start)).toEqual({ from, to });
});

it('contains the current month, or ends on the day before the range that does', () => {
  const month = fc
    .tuple(fc.integer({ min: 1971, max: 2100 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
  fc.assert(
    fc.property(month, fc.integer({ min: 1, max: 12 }), (now, start) => {
      for (const name of RANGE_NAMES) {
        const { from, to } = daysOfRange(name, now, start);
        const isCurrent = name.startsWith('this');
        expect([name, from.slice(0, 7) <= now && now <= to.slice(0, 7)]).toEqual([name, isCurrent]);
      }
      for (const part of ['month', 'quarter', 'year'] as const) {
        const next = Date.parse(daysOfRange(`last-${part}`, now, start).to) + 86_400_000;
        expect(next).toBe(Date.parse(daysOfRange(`this-${part}`, now, start).from));
      }
    }),
  );
});

it('shows the fiscal year of a chosen range, and leaves out the current one', () => {
  expect(searchOfRange('this-quarter', '2026-11', 10)).toEqual({});
  expect(searchOfRange('last-quarter', '2026-11', 10)).toEqual({ range: 'last-quarter', fiscalYear: 2026 });
  expect(searchOfRange('this-year', '2026-11', 10)).toEqual({ range: 'this-year' });
  expect(searchOfRange('last-year', '2026-11', 10)).toEqual({ range: 'last-year', fiscalYear: 2026 });
});

it('moves a range that is a fiscal year along with the charts, and no other one', () => {
  const of = (fiscalYear: number, days: object) => searchOfYear(fiscalYear, days, '2026-11', 10);
  const year = daysOfRange('this-year', '2026-11', 10);
  expect(of(2026, year)).toEqual({ fiscalYear: 2026, range: 'last-year' });
  expect(of(2028, year)).toEqual({ fiscalYear: 2028, from: '2027-10-01', to: '2028-09-30' });
  expect(of(2027, { from: '2027-10-01', to: '2028-09-30' })).toEqual({ fiscalYear: 2027, range: 'this-year' });
  expect(of(2026, daysOfRange('this-quarter', '2026-11', 10))).toEqual({ fiscalYear: 2026 });
  expect(of(2026, { from: '2026-10-01' })).toEqual({ fiscalYear: 2026 });
});

it('names days, and whole months without them', () => {
  expect(formatDays({ from: '2026-11-01', to: '2026-11-30' })).toBe('Nov 2026');
  expect(formatDays({ from: '2026-10-01', to: '2026-12-31' })).toMatch(/^Oct\W+Dec 2026$/);
  expect(formatDays({ from: '2026-10-01', to: '2026-12-30' })).toMatch(/Dec 30|30 Dec/);
  expect(formatDates({ from: '2026-11-01', to: '2026-11-30' })).toMatch(/30/);
});
