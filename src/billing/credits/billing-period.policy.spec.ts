import fc from 'fast-check';
import { DateTime } from 'luxon';
import { periodEnd } from './billing-period.policy.js';

/** The ends of the first periods. */
function ends(createdAt: string, timezone: string, count: number): string[] {
  const found: string[] = [];
  let start = createdAt;
  for (let period = 0; period < count; period += 1) found.push((start = periodEnd({ createdAt, timezone }, start)));
  return found;
}

/** In local time, with the offset. */
const local = (instant: string, zone: string) => DateTime.fromISO(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mmZZ");

describe('the end of a period', () => {
  it.each([
    ['2026-11-24T22:56:00.000Z', 'UTC', '2026-12-24T00:00:00.000Z'],
    // In Berlin it is the 25th already.
    ['2026-11-24T23:30:00.000Z', 'Europe/Berlin', '2026-12-24T23:00:00.000Z'],
    ['2026-11-24T02:00:00.000Z', 'America/New_York', '2026-12-23T05:00:00.000Z'],
    ['2026-11-24T00:00:00.000Z', 'UTC', '2026-12-24T00:00:00.000Z'],
    ['2026-11-24T11:00:00.000Z', 'Pacific/Auckland', '2026-12-24T11:00:00.000Z'],
    ['2026-11-24T10:59:59.999Z', 'Pacific/Auckland', '2026-12-23T11:00:00.000Z'],
    ['2026-11-24T10:00:00.000Z', 'Pacific/Kiritimati', '2026-12-24T10:00:00.000Z'],
    ['2026-11-24T10:00:00.000Z', 'Etc/GMT+12', '2026-12-23T12:00:00.000Z'],
    ['2026-11-24T18:15:00.000Z', 'Asia/Kathmandu', '2026-12-24T18:15:00.000Z'],
    ['2026-11-24T03:30:00.000Z', 'America/St_Johns', '2026-12-24T03:30:00.000Z'],
  ])('of an organization from %s in %s is %s', (createdAt, timezone, expected) => {
    expect(periodEnd({ createdAt, timezone }, createdAt)).toBe(expected);
  });

  it.each([
    [31, ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30', '2026-07-31', '2026-08-31']],
    [30, ['2026-02-28', '2026-03-30', '2026-04-30', '2026-05-30', '2026-06-30', '2026-07-30', '2026-08-30']],
    [29, ['2026-02-28', '2026-03-29', '2026-04-29', '2026-05-29', '2026-06-29', '2026-07-29', '2026-08-29']],
    [28, ['2026-02-28', '2026-03-28', '2026-04-28', '2026-05-28', '2026-06-28', '2026-07-28', '2026-08-28']],
    [1, ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01']],
  ])('is the last day of months without a day %i, and the day does not drift', (day, expected) => {
    const created = `2026-01-${String(day).padStart(2, '0')}T12:00:00.000Z`;
    expect(ends(created, 'UTC', 7).map((end) => end.slice(0, 10))).toEqual(expected);
  });

  it.each([
    ['2027-12-29', '2028-02-29'],
    ['2027-12-30', '2028-02-29'],
    ['2027-12-31', '2028-02-29'],
    ['2026-12-31', '2027-02-28'],
    // Of the years that are divisible by 100, only those divisible by 400 are leap years.
    ['2099-12-31', '2100-02-28'],
    ['1999-12-31', '2000-02-29'],
  ])('knows leap years: from %s on, February ends a period on %s', (day, expected) => {
    expect(ends(`${day}T12:00:00.000Z`, 'UTC', 2)[1]?.slice(0, 10)).toBe(expected);
  });

  it('of an organization created on a 29 February is a 28th in other years, and a 29th again in leap years', () => {
    const days = ends('2028-02-29T12:00:00.000Z', 'UTC', 48).map((end) => end.slice(0, 10));
    expect(days.filter((day) => day.includes('-02-'))).toEqual([
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
      '2032-02-29',
    ]);
  });

  it.each([
    ['2026-02-28T23:00:00.000Z', 'Europe/Berlin', ['2026-04-01T00:00+02:00', '2026-05-01T00:00+02:00']],
    ['2026-09-25T09:00:00.000Z', 'Europe/Berlin', ['2026-10-25T00:00+02:00', '2026-11-25T00:00+01:00']],
    // Midnight does not exist on this day; the day begins at one.
    ['2026-03-27T10:00:00.000Z', 'Asia/Beirut', ['2026-04-27T00:00+03:00', '2026-05-27T00:00+03:00']],
    ['2026-02-28T10:00:00.000Z', 'Asia/Beirut', ['2026-03-28T00:00+02:00', '2026-04-28T00:00+03:00']],
    ['2026-02-28T22:30:00.000Z', 'Asia/Beirut', ['2026-04-01T00:00+03:00', '2026-05-01T00:00+03:00']],
    ['2018-10-04T12:00:00.000Z', 'America/Sao_Paulo', ['2018-11-04T01:00-02:00', '2018-12-04T00:00-02:00']],
    // Midnight occurs twice on this day; the day begins with the first one.
    ['2026-10-01T12:00:00.000Z', 'America/Havana', ['2026-11-01T00:00-04:00', '2026-12-01T00:00-05:00']],
  ])('of %s in %s stays at the beginning of the day when the clocks are changed', (createdAt, zone, expected) => {
    expect(ends(createdAt, zone, 2).map((end) => local(end, zone))).toEqual(expected);
  });

  it('refuses an invalid time and an invalid timezone', () => {
    expect(() => periodEnd({ createdAt: 'never', timezone: 'UTC' }, '2026-01-01T00:00:00.000Z')).toThrow(RangeError);
    const mars = { createdAt: '2026-01-01T00:00:00.000Z', timezone: 'Mars/Olympus' };
    expect(() => periodEnd(mars, mars.createdAt)).toThrow(RangeError);
  });
});

const ZONES = Intl.supportedValuesOf('timeZone');
const instant = fc
  .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2034-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('periods, wherever and whenever an organization was created', () => {
  it('are one a month: each ends when the day of the month of the creation begins, or the last day of the month', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (createdAt, zone) => {
        const created = DateTime.fromISO(createdAt, { zone });
        ends(createdAt, zone, 15).forEach((end, index) => {
          const at = DateTime.fromISO(end, { zone });
          const month = created.startOf('month').plus({ months: index + 1 });
          expect([at.year, at.month]).toEqual([month.year, month.month]);
          expect(at.day).toBe(Math.min(created.day, month.daysInMonth ?? 0));
          // The period ends at the very first moment of that day.
          expect(at.minus(1).toISODate()).not.toBe(at.toISODate());
        });
      }),
      { numRuns: 60 },
    );
  });

  it('stay one a month however often the timezone is changed', () => {
    fc.assert(
      fc.property(
        instant,
        fc.array(fc.constantFrom(...ZONES), { minLength: 24, maxLength: 24 }),
        (createdAt, zones) => {
          let start = createdAt;
          for (const timezone of zones) {
            const end = periodEnd({ createdAt, timezone }, start);
            const days = (Date.parse(end) - Date.parse(start)) / 86_400_000;
            expect(days).toBeGreaterThan(24);
            expect(days).toBeLessThan(35);
            start = end;
          }
          const months = (Date.parse(start) - Date.parse(createdAt)) / 86_400_000 / 30.436875;
          expect(Math.round(months)).toBe(24);
        },
      ),
      { numRuns: 60 },
    );
  });
});
