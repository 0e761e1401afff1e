import fc from 'fast-check';
import { resolveDays } from './team.policy.js';

const CALENDAR = { timezone: 'Pacific/Kiritimati', fiscalYearStartMonth: 2 };
/** In this timezone it is 2 November already, the second day of FY2027-Q4 (November to January). */
const NOW = new Date('2026-11-01T11:00:00Z');

describe('the range of days', () => {
  it.each([
    [undefined, undefined, '2026-11-01', '2027-01-31'],
    ['2026-05-04', undefined, '2026-05-04', '2027-01-31'],
    ['2027-01-31', undefined, '2027-01-31', '2027-01-31'],
    ['2027-02-01', undefined, '2027-02-01', '2027-04-30'],
    [undefined, '2026-05-04', '2026-05-01', '2026-05-04'],
    [undefined, '2030-01-15', '2029-11-01', '2030-01-15'],
    ['2026-05-04', '2026-05-04', '2026-05-04', '2026-05-04'],
    ['9999-12-05', undefined, '9999-12-05', '9999-12-31'],
    [undefined, '9999-12-31', '9999-11-01', '9999-12-31'],
  ])('from %s to %s: %s to %s', (from, to, first, last) => {
    expect(resolveDays({ from, to }, NOW, CALENDAR)).toEqual([first, last]);
  });

  it('is invalid only when both are given in the wrong order', () => {
    const day = fc
      .date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const maybe = fc.option(day, { nil: undefined });
    fc.assert(
      fc.property(maybe, maybe, (from, to) => {
        const wrong = from !== undefined && to !== undefined && from > to;
        expect(resolveDays({ from, to }, NOW, CALENDAR) === null).toBe(wrong);
      }),
    );
  });
});
