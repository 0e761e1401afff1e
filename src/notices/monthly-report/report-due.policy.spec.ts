import fc from 'fast-check';
import { DateTime } from 'luxon';
import { periodName, type Month } from '../../organization/revenue/fiscal-period.policy.js';
import { dueAt, latestDueMonth, dueAtInNewTimezone, shiftMonth, nextDueAt } from './report-due.policy.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Africa/Casablanca',
];
const zone = fc.constantFrom(...ZONES);
const moment = fc.date({ min: new Date('2015-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const month = fc
  .record({ year: fc.integer({ min: 2015, max: 2040 }), month: fc.integer({ min: 1, max: 12 }) })
  .map((given): Month => ({ kind: 'month', ...given }));

describe('the report of a month', () => {
  it.each([
    ['2026-11', 'Europe/Berlin', '2026-12-01T05:00:00.000Z'],
    ['2026-12', 'Asia/Kathmandu', '2027-01-01T00:15:00.000Z'],
    // The clocks were set back in this month, and on that same morning.
    ['2026-10', 'Europe/Berlin', '2026-11-01T05:00:00.000Z'],
    ['2026-10', 'America/New_York', '2026-11-01T11:00:00.000Z'],
  ])('of %s in %s is due at %s', (name, timezone, expected) => {
    const [year, number] = name.split('-').map(Number);
    expect(dueAt({ kind: 'month', year: year ?? 0, month: number ?? 0 }, timezone).toISOString()).toBe(expected);
  });

  it('is due at six on the first day of the next one, in every timezone', () => {
    fc.assert(
      fc.property(month, zone, (of, timezone) => {
        const local = DateTime.fromJSDate(dueAt(of, timezone), { zone: timezone });
        expect(local.toFormat("dd'T'HH:mm:ss.SSS")).toBe('01T06:00:00.000');
        expect(local.minus({ months: 1 }).toFormat('yyyy-MM')).toBe(periodName(of));
      }),
    );
  });

  it('is at any time the latest that is due, and the next one is not due yet', () => {
    fc.assert(
      fc.property(moment, zone, (now, timezone) => {
        const latest = latestDueMonth(now, timezone);
        const next = nextDueAt(now, timezone);
        expect(dueAt(latest, timezone) <= now).toBe(true);
        expect(next > now).toBe(true);
        expect(next).toEqual(dueAt(shiftMonth(latest, 1), timezone));
        // It is due at that moment, and not a millisecond earlier.
        expect(latestDueMonth(next, timezone)).toEqual(shiftMonth(latest, 1));
        expect(latestDueMonth(new Date(next.getTime() - 1), timezone)).toEqual(latest);
      }),
    );
  });

  it('moves with a new timezone and stays that of the same month', () => {
    fc.assert(
      fc.property(month, zone, zone, (of, from, to) => {
        expect(dueAtInNewTimezone(dueAt(of, from), from, to)).toEqual(dueAt(of, to));
      }),
    );
  });

  it('has a month before and one after it', () => {
    fc.assert(
      fc.property(month, (of) => {
        expect(shiftMonth(shiftMonth(of, 1), -1)).toEqual(of);
        expect(periodName(shiftMonth(of, 1)) > periodName(of)).toBe(true);
      }),
    );
  });
});
