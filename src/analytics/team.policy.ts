import {
  daysOf,
  monthAt,
  parsePeriod,
  quarterOf,
  type FiscalCalendar,
  type FiscalPeriod,
} from '../organization/revenue/fiscal-period.policy.js';

/** The requested days; undefined: left out. */
export interface RequestedDays {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The last date that can be requested. */
const LAST_DAY = '9999-12-31';

/** The first and the last day of a range. */
export type Days = readonly [from: string, to: string];

/**
 * The requested range. By default it ends with the current fiscal quarter, or with the quarter that contains a later
 * first day, and begins with the quarter that contains the last day. Null if it ends before it begins.
 */
export function resolveDays({ from, to }: RequestedDays, now: Date, calendar: FiscalCalendar): Days | null {
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
  if (!month) throw new RangeError('Not a valid date.');
  return month;
}
