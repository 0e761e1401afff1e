import fc from 'fast-check';
import { DateTime } from 'luxon';
import { instantOf } from './local-time.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Africa/Casablanca',
];

describe('the instant of a local time', () => {
  it.each([
    ['2026-12-01T09:00', 'Europe/Berlin', '2026-12-01T08:00:00.000Z'],
    ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29T02:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
    ['2026-09-27T02:30', 'Pacific/Auckland', '2026-09-26T14:00:00.000Z'],
    ['2026-06-01T12:00', 'Asia/Kathmandu', '2026-06-01T06:15:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(instantOf(local, zone)?.toISOString()).toBe(instant);
  });

  it.each(['2026-02-30T09:00', '2026-13-01T09:00', '2026-01-01T25:00', '2026-01-01', '2026-01-01T09:00Z', ''])(
    'does not exist for %j',
    (local) => {
      expect(instantOf(local, 'UTC')).toBeNull();
    },
  );

  it('formats to the same time, or to the first one after it, in every zone', () => {
    const minutes = fc.integer({ min: 0, max: 3_000_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...ZONES), (minute, zone) => {
        const wall = DateTime.fromISO('2024-01-01T00:00', { zone: 'utc' }).plus({ minutes: minute });
        const local = wall.toFormat("yyyy-MM-dd'T'HH:mm");
        const instant = instantOf(local, zone);
        const back = DateTime.fromJSDate(instant ?? new Date(0), { zone });
        const shown = back.toFormat("yyyy-MM-dd'T'HH:mm");
        expect(shown >= local).toBe(true);
        // It differs only in a gap, and then the minute before it formats to a time before the requested one.
        if (shown !== local) {
          expect(back.minus({ minutes: 1 }).toFormat("yyyy-MM-dd'T'HH:mm") < local).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
