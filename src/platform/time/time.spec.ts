import { formatLocal, isTimezone } from './index.js';
import { TIMEZONE_ALIASES } from './timezone-aliases.js';

describe('times for people', () => {
  it.each([
    ['2026-12-01T08:00:00Z', 'Europe/Berlin', '1 December 2026, 09:00 (Europe/Berlin, UTC+1)'],
    ['2026-07-01T07:00:00Z', 'Europe/Berlin', '1 July 2026, 09:00 (Europe/Berlin, UTC+2)'],
    ['2026-12-01T08:00:00Z', 'UTC', '1 December 2026, 08:00 (UTC)'],
    ['2026-12-01T08:00:00Z', 'Europe/London', '1 December 2026, 08:00 (Europe/London, UTC)'],
    ['2026-12-01T03:30:00Z', 'America/St_Johns', '1 December 2026, 00:00 (America/St_Johns, UTC-3:30)'],
    ['2026-12-01T03:29:59Z', 'America/St_Johns', '30 November 2026, 23:59 (America/St_Johns, UTC-3:30)'],
    ['2026-12-31T20:00:00Z', 'Asia/Kolkata', '1 January 2027, 01:30 (Asia/Kolkata, UTC+5:30)'],
    ['2026-12-31T20:00:00Z', 'Asia/Kathmandu', '1 January 2027, 01:45 (Asia/Kathmandu, UTC+5:45)'],
    ['2026-12-31T20:00:00Z', 'Etc/GMT+12', '31 December 2026, 08:00 (Etc/GMT+12, UTC-12)'],
  ])('shows %s in %s', (instant, timezone, expected) => {
    expect(formatLocal(new Date(instant), timezone)).toBe(expected);
  });

  it('distinguishes the repeated hour of an autumn night', () => {
    const shown = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((at) =>
      formatLocal(new Date(at), 'Europe/Berlin'),
    );
    expect(shown).toEqual([
      '25 October 2026, 02:30 (Europe/Berlin, UTC+2)',
      '25 October 2026, 02:30 (Europe/Berlin, UTC+1)',
    ]);
  });

  it('formats in other languages', () => {
    expect(formatLocal(new Date('2026-12-01T08:00:00Z'), 'Europe/Berlin', 'de')).toBe(
      '1. Dezember 2026, 09:00 (Europe/Berlin, UTC+1)',
    );
  });

  it('refuses an invalid date and an unknown zone', () => {
    expect(() => formatLocal(new Date('never'), 'UTC')).toThrow(RangeError);
    expect(() => formatLocal(new Date(0), 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('timezones', () => {
  it.each(['UTC', 'Europe/Berlin', 'Asia/Calcutta', 'Asia/Kolkata', 'Europe/Kyiv', 'Europe/Kiev', 'US/Pacific', 'GMT'])(
    'knows %s',
    (name) => {
      expect(isTimezone(name)).toBe(true);
    },
  );

  it.each(['America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Etc/GMT-14', 'EST5EDT', 'Pacific/Kanton'])(
    'knows %s',
    (name) => {
      expect(isTimezone(name)).toBe(true);
    },
  );

  it.each(['+01:00', '-0300', 'UTC+1', 'GMT+1', 'utc', 'europe/berlin', 'EUROPE/BERLIN', 'asia/kolkata'])(
    'refuses %p',
    (name) => {
      expect(isTimezone(name)).toBe(false);
    },
  );

  it.each([
    '',
    ' UTC',
    'Europe/Berlin ',
    'Berlin',
    'Mars/Olympus',
    'PST',
    'IST',
    'ACT',
    'CEST',
    'Factory',
    'localtime',
  ])('refuses %p', (name) => {
    expect(isTimezone(name)).toBe(false);
  });

  it('can format a time in every zone that it accepts', () => {
    for (const name of [...Intl.supportedValuesOf('timeZone'), ...TIMEZONE_ALIASES]) {
      expect(isTimezone(name)).toBe(true);
      expect(formatLocal(new Date('2026-12-01T08:00:00Z'), name)).toContain(name);
    }
  });
});
