import {
  daysOf,
  monthAt,
  parsePeriod,
  quarterOf,
  type FiscalCalendar,
  type FiscalPeriod,
} from '../organization/fiscal-period.policy.js';

/** What was asked for; undefined: nothing. */
export interface GivenDays {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The last that can be asked for. */
const LAST_DAY = '9999-12-31';

/** The first and the last day of a range. */
export type Days = readonly [from: string, to: string];

/**
 * The days that are meant: unless given, up to the end of the current fiscal quarter or the one that a later beginning lies
 * in, and from the beginning of the quarter in which they end. Null where they end before they begin.
 */
export function daysMeant({ from, to }: GivenDays, now: Date, calendar: FiscalCalendar): Days | null {
  const current = quarterDays(monthAt(now, calendar), calendar);
  const end = to ?? (from === undefined || from <= current[1] ? current : quarterDays(monthOf(from), calendar))[1];
  const begin = from ?? quarterDays(monthOf(end), calendar)[0];
  return begin <= end ? [begin, end] : null;
}

function quarterDays(month: FiscalPeriod, calendar: FiscalCalendar): Days {
  const [from, to] = daysOf(month.kind === 'month' ? quarterOf(month, calendar) : month, calendar);
  return [from, to.length > LAST_DAY.length ? LAST_DAY : to];
}

function monthOf(day: string): FiscalPeriod {
  const month = parsePeriod(day.slice(0, 7));
  if (!month) throw new RangeError('Not a day of the calendar.');
  return month;
}
