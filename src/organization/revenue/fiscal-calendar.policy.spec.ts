import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  daysOf,
  fiscalYearOf,
  monthAt,
  monthsOf,
  monthsOfYear,
  parseFiscalYear,
  parsePeriod,
  periodName,
  quarterOf,
  quartersOfYear,
  spanOf,
  spanOfDays,
  type FiscalCalendar,
  type Month,
} from './fiscal-period.policy.js';

/** Timezones with odd offsets, or with clocks that change at midnight, by half an hour, or on the first of a month. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'America/Asuncion',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
];

const calendars = fc.record({
  timezone: fc.constantFrom(...ZONES),
  fiscalYearStartMonth: fc.integer({ min: 1, max: 12 }),
});
const moments = fc
  .date({ min: new Date('2012-01-01T00:00Z'), max: new Date('2037-12-31T00:00Z'), noInvalidDate: true })
  .map((date) => DateTime.fromJSDate(date));
/** Moments within a few hours of the first of a month, where errors are likely. */
const turns = fc
  .tuple(fc.integer({ min: 2012, max: 2036 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: -900, max: 900 }))
  .map(([year, month, minutes]) => DateTime.utc(year, month, 1).plus({ minutes }));

/** Slow but simple: the fiscal year is named after the year of its last month, which is found by counting months. */
function modelOf(moment: DateTime, { timezone, fiscalYearStartMonth }: FiscalCalendar) {
  const local = moment.setZone(timezone);
  let last = local.startOf('month');
  let monthsLeft = 0;
  while ((last.month % 12) + 1 !== fiscalYearStartMonth) {
    last = last.plus({ months: 1 });
    monthsLeft += 1;
  }
  const quarter = Math.floor((11 - monthsLeft) / 3) + 1;
  return { month: local.toFormat('yyyy-MM'), fiscalYear: last.year, quarter: `FY${last.year}-Q${quarter}` };
}

const holds = ({ from, until }: { from: string; until: string }, moment: DateTime): boolean =>
  moment.toMillis() >= Date.parse(from) && moment.toMillis() < Date.parse(until);

describe('the fiscal calendar', () => {
  it('puts every moment into the month, quarter and year of its local date', () => {
    fc.assert(
      fc.property(fc.oneof(moments, turns), calendars, (moment, calendar) => {
        const model = modelOf(moment, calendar);
        const month = monthAt(moment.toJSDate(), calendar);
        expect(periodName(month)).toBe(model.month);
        expect(fiscalYearOf(month, calendar)).toBe(model.fiscalYear);
        expect(periodName(quarterOf(month, calendar))).toBe(model.quarter);

        const within = monthsOfYear(model.fiscalYear, calendar).filter((one) => holds(spanOf(one, calendar), moment));
        expect(within.map(periodName)).toEqual([model.month]);
        const quarters = quartersOfYear(model.fiscalYear).filter((one) => holds(spanOf(one, calendar), moment));
        expect(quarters.map(periodName)).toEqual([model.quarter]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('puts every moment into its local day, and no other', () => {
    fc.assert(
      fc.property(fc.oneof(moments, turns), calendars, (moment, { timezone }) => {
        const local = moment.setZone(timezone);
        const day = local.toFormat('yyyy-MM-dd');
        expect(holds(spanOfDays(day, day, timezone), moment)).toBe(true);
        const before = local.minus({ days: 1 }).toFormat('yyyy-MM-dd');
        expect(holds(spanOfDays(before, before, timezone), moment)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has months without gaps or overlaps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1970, max: 2100 }), calendars, (fiscalYear, calendar) => {
        const spans = monthsOfYear(fiscalYear, calendar).map((month) => spanOf(month, calendar));
        expect(spans.map(({ until }) => until)).toEqual([
          ...spans.slice(1).map(({ from }) => from),
          ...monthsOfYear(fiscalYear + 1, calendar)
            .slice(0, 1)
            .map((next) => spanOf(next, calendar).from),
        ]);
        expect(quartersOfYear(fiscalYear).flatMap((quarter) => monthsOf(quarter, calendar))).toEqual(
          monthsOfYear(fiscalYear, calendar),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    // In Havana the hour after midnight occurs twice on that Sunday; both are in November.
    ['America/Havana', '2026-11', '2026-11-01T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
    ['Africa/Cairo', '2025-04', '2025-03-31T22:00:00.000Z', '2025-04-30T21:00:00.000Z'],
    ['Asia/Kathmandu', '2026-01', '2025-12-31T18:15:00.000Z', '2026-01-31T18:15:00.000Z'],
    ['Europe/Berlin', '2026-03', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    ['UTC', '9999-12', '9999-12-01T00:00:00.000Z', 'infinity'],
  ])('in %s %s lasts from %s until %s', (timezone, name, from, until) => {
    const period = parsePeriod(name) as Month;
    expect(spanOf(period, { timezone, fiscalYearStartMonth: 1 })).toEqual({ from, until });
  });

  it('ends with the last day of four digits, also within a fiscal year', () => {
    const calendar = { timezone: 'Pacific/Kiritimati', fiscalYearStartMonth: 12 };
    const spans = monthsOfYear(10_000, calendar).map((month) => spanOf(month, calendar));
    expect(spans.slice(0, 2)).toEqual([
      { from: '9999-11-30T10:00:00.000Z', until: 'infinity' },
      { from: 'infinity', until: 'infinity' },
    ]);
  });

  it.each([
    ['2026-02', 1, '2026-02-01', '2026-02-28'],
    ['2028-02', 1, '2028-02-01', '2028-02-29'],
    ['FY2026-Q1', 1, '2026-01-01', '2026-03-31'],
    ['FY2027-Q1', 10, '2026-10-01', '2026-12-31'],
    ['FY2027-Q2', 12, '2027-03-01', '2027-05-31'],
    ['FY2027-Q4', 4, '2027-01-01', '2027-03-31'],
  ])('%s of a year from month %i on is from %s to %s', (name, fiscalYearStartMonth, from, to) => {
    expect(daysOf(parsePeriod(name) as Month, { timezone: 'UTC', fiscalYearStartMonth })).toEqual([from, to]);
  });

  it('reads the number of a year and nothing else', () => {
    expect(['2026', '1970', '9999'].map(parseFiscalYear)).toEqual([2026, 1970, 9999]);
    for (const text of ['1969', '26', '02026', '10000', '2026.0', '0x7e', '-202', '', 'now', ' 2026']) {
      expect([text, parseFiscalYear(text)]).toEqual([text, null]);
    }
  });
});
