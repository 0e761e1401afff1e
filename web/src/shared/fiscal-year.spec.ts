import { fiscalYearOf, monthAt, periodsOf } from './fiscal-year.js';

describe('a fiscal year', () => {
  it('is the calendar year where it begins in January', () => {
    const { months, quarters } = periodsOf(2026, 1);
    expect([months[0], months.at(-1)]).toEqual(['2026-01', '2026-12']);
    expect(quarters).toEqual(['FY2026-Q1', 'FY2026-Q2', 'FY2026-Q3', 'FY2026-Q4']);
  });

  it('has the number of the year in which it ends', () => {
    const { months } = periodsOf(2027, 4);
    expect([months[0], months[8], months[9], months.at(-1)]).toEqual(['2026-04', '2026-12', '2027-01', '2027-03']);
  });

  it.each([
    ['2026-03', 1, 2026],
    ['2026-03', 4, 2026],
    ['2026-04', 4, 2027],
    ['2026-12', 12, 2027],
    ['FY2030-Q2', 4, 2030],
  ])('of %p with its start in month %p is %p', (period, start, year) => {
    expect(fiscalYearOf(period, start)).toBe(year);
  });

  it('holds each of its own months and quarters, wherever it begins', () => {
    for (let start = 1; start <= 12; start += 1) {
      const { months, quarters } = periodsOf(2027, start);
      expect(new Set([...months, ...quarters].map((period) => fiscalYearOf(period, start)))).toEqual(new Set([2027]));
    }
  });

  it('is the month of the calendar there', () => {
    const newYear = new Date('2026-12-31T23:30:00Z');
    expect([monthAt(newYear, 'UTC'), monthAt(newYear, 'Europe/Berlin')]).toEqual(['2026-12', '2027-01']);
  });
});
