import fc from 'fast-check';
import { parsePeriod } from './fiscal-period.policy.js';

describe('reading a period', () => {
  it.each([
    ['2026-12', { kind: 'month', year: 2026, month: 12 }],
    ['FY2027-Q1', { kind: 'quarter', fiscalYear: 2027, quarter: 1 }],
  ])('takes %s', (text, period) => {
    expect(parsePeriod(text)).toEqual(period);
  });

  it.each([
    '2026-13',
    '2026-00',
    '2026-1',
    '26-01',
    'FY2027-Q0',
    'FY2027-Q5',
    'fy2027-q1',
    '2027-Q1',
    '',
    '2026-12 ',
    '0001-01',
  ])('refuses %j', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  it('takes every month and quarter from 1970 on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1970, max: 9999 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        expect(parsePeriod(`${year}-${String(month).padStart(2, '0')}`)).toEqual({ kind: 'month', year, month });
        const quarter = Math.ceil(month / 3);
        expect(parsePeriod(`FY${year}-Q${quarter}`)).toEqual({ kind: 'quarter', fiscalYear: year, quarter });
      }),
    );
  });
});
