import { instantOf } from './local-time.js';

/** A span of time in RFC 3339: from the first moment, up to and excluding the second one. */
export interface TimeSpan {
  readonly from: string;
  readonly until: string;
}

/**
 * The time from the beginning of one day to the end of another in a timezone. A day begins with its first moment: where clocks
 * are set forward at midnight, that is one hour later; where the first hour occurs twice, it is the first of them.
 *
 * SQL gets these instants and never a timezone: Postgres has its own time zone data, which may be older or newer than Node's,
 * and reads `CET` and similar names as an abbreviation without daylight saving.
 */
export function spanOfDays(from: string, to: string, timezone: string): TimeSpan {
  return { from: startOfDay(from, timezone), until: endOfDay(to, timezone) };
}

/** The first moment of a day. */
export function startOfDay(day: string, timezone: string): string {
  // A fiscal year may reach into the year 10000; no time is later than the last day with a four-digit year.
  if (day.length > LENGTH_OF_DAY) return END_OF_TIME;
  if (day < FIRST_DAY) return BEGINNING_OF_TIME;
  const start = instantOf(`${day}T00:00`, timezone);
  if (!start) throw new RangeError('Not a day of the calendar.');
  return start.toISOString();
}

/** The first moment after a day. */
export function endOfDay(day: string, timezone: string): string {
  return startOfDay(dayAfter(day), timezone);
}

const END_OF_TIME = 'infinity';
const BEGINNING_OF_TIME = '-infinity';
const LENGTH_OF_DAY = '2026-11-30'.length;
/** Postgres has no year 0, into which the first day of year 1 may reach. */
const FIRST_DAY = '0001-01-03';
const LAST_YEAR = 9999;

function dayAfter(day: string): string {
  if (day.length > LENGTH_OF_DAY) return day;
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
  return next.getUTCFullYear() > LAST_YEAR ? '10000-01-01' : next.toISOString().slice(0, LENGTH_OF_DAY);
}
