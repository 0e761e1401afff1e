import { DateTime } from 'luxon';
import type { Days } from '../team.policy.js';

export const COMPARISONS = ['previous_period', 'previous_year'] as const;
/** What a range of days is compared with. */
export type Comparison = (typeof COMPARISONS)[number];

const FIRST_DAY = '0001-01-01';

/**
 * The days that a range is compared with. `previous_period`: the range directly before it, for whole months as many months,
 * otherwise as many days. `previous_year`: the same days one year earlier; whole months stay whole, and 29 February
 * becomes 28 February.
 */
export function comparedDays([from, to]: Days, comparison: Comparison): Days {
  const [first, last] = [parseDay(from), parseDay(to)];
  const isWholeMonths = first.day === 1 && last.day === last.daysInMonth;
  if (comparison === 'previous_year') {
    const end = last.minus({ years: 1 });
    return [formatDay(first.minus({ years: 1 })), formatDay(isWholeMonths ? end.endOf('month') : end)];
  }
  const end = first.minus({ days: 1 });
  const length = isWholeMonths
    ? { months: monthIndexOf(last) - monthIndexOf(first) + 1 }
    : { days: daysBetween(first, last) };
  return [formatDay(first.minus(length)), formatDay(end)];
}

function parseDay(day: string): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' });
}

function monthIndexOf({ year, month }: DateTime): number {
  return year * 12 + month;
}

/** The number of days, both included. */
function daysBetween(first: DateTime, last: DateTime): number {
  return Math.round(last.diff(first, 'days').days) + 1;
}

/** A range of thousands of years would be compared with years before the first one, which have no dates. */
function formatDay(day: DateTime): string {
  return day.year < 1 ? FIRST_DAY : day.toFormat('yyyy-MM-dd');
}
