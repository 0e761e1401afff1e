import {
  daysOf,
  daysOfMonths,
  fiscalYearOf,
  periodsOf,
  quarterOf,
  shiftMonth,
  type Days,
} from '../../shared/fiscal-year';
import { dateLocale } from '../../ui/format/date-locale';
import type { RangeName } from './analytics-search';

/** The choices of the field "Range"; `custom` shows its own days. */
export const RANGE_CHOICES: readonly { readonly value: RangeName | 'custom'; readonly label: string }[] = [
  { value: 'this-month', label: 'This month' },
  { value: 'last-month', label: 'Last month' },
  { value: 'this-quarter', label: 'This quarter' },
  { value: 'last-quarter', label: 'Last quarter' },
  { value: 'this-year', label: 'This fiscal year' },
  { value: 'custom', label: 'Custom' },
];

/** The days of a range that follows the calendar. @param month the current one: `2026-11` */
export function daysOfRange(range: RangeName, month: string, startMonth: number): Days {
  switch (range) {
    case 'this-month':
      return daysOf(month, startMonth);
    case 'last-month':
      return daysOf(shiftMonth(month, -1), startMonth);
    case 'this-quarter':
      return daysOf(quarterOf(month, startMonth), startMonth);
    case 'last-quarter':
      return daysOf(quarterOf(shiftMonth(month, -3), startMonth), startMonth);
    case 'this-year': {
      const { months } = periodsOf(fiscalYearOf(month, startMonth), startMonth);
      return daysOfMonths(months[0] ?? month, months[11] ?? month);
    }
  }
}

/** "Oct 2026" for a month, "Oct – Dec 2026" for whole months, otherwise with days. */
export function formatDays({ from, to }: Days): string {
  const [first, last] = [dateOf(from), dateOf(to)];
  const isWholeMonths = first.getUTCDate() === 1 && new Date(last.getTime() + DAY_MS).getUTCDate() === 1;
  const style: Intl.DateTimeFormatOptions = { month: 'short', year: 'numeric', timeZone: 'UTC' };
  const format = new Intl.DateTimeFormat(dateLocale(), isWholeMonths ? style : { ...style, day: 'numeric' });
  return format.formatRange(first, last);
}

/** The exact days: "1 Oct – 31 Dec 2026". */
export function formatDates({ from, to }: Days): string {
  const format = new Intl.DateTimeFormat(dateLocale(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(dateOf(from), dateOf(to));
}

const DAY_MS = 86_400_000;

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
