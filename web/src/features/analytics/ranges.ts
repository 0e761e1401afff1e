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
  { value: 'last-year', label: 'Last fiscal year' },
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
    case 'this-year':
      return daysOfYear(fiscalYearOf(month, startMonth), startMonth);
    case 'last-year':
      return daysOfYear(fiscalYearOf(month, startMonth) - 1, startMonth);
  }
}

/** The first and the last day of a fiscal year. */
function daysOfYear(fiscalYear: number, startMonth: number): Days {
  const { months } = periodsOf(fiscalYear, startMonth);
  return daysOfMonths(months[0] ?? '', months[11] ?? '');
}

/** Days of which one side or both may be left to the service. */
export interface OpenDays {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Those that are known, as parameters of the URL. */
export function searchOfDays({ from, to }: OpenDays): { from?: string; to?: string } {
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

/** The parameters of a range in the URL. */
interface RangeSearch {
  readonly range?: RangeName;
  readonly from?: string;
  readonly to?: string;
  readonly fiscalYear?: number;
}

/** A named range, with the fiscal year that it belongs to for the charts; the current one is left out. @param month the current one */
export function searchOfRange(range: RangeName, month: string, startMonth: number): RangeSearch {
  const fiscalYear = fiscalYearOf(daysOfRange(range, month, startMonth).to.slice(0, 7), startMonth);
  return {
    ...(range === 'this-quarter' ? {} : { range }),
    ...(fiscalYear === fiscalYearOf(month, startMonth) ? {} : { fiscalYear }),
  };
}

/**
 * A fiscal year of the charts, with the range that goes with it: if the range is a whole fiscal year, that year; otherwise it
 * stays. @param month the current one
 */
export function searchOfYear(fiscalYear: number, shown: OpenDays, month: string, startMonth: number): RangeSearch {
  const { from, to } = shown;
  if (from === undefined || to === undefined) return { fiscalYear };
  const whole = daysOfYear(fiscalYearOf(to.slice(0, 7), startMonth), startMonth);
  if (from !== whole.from || to !== whole.to) return { fiscalYear };
  const current = fiscalYearOf(month, startMonth);
  if (fiscalYear === current) return { fiscalYear, range: 'this-year' };
  if (fiscalYear === current - 1) return { fiscalYear, range: 'last-year' };
  return { fiscalYear, ...daysOfYear(fiscalYear, startMonth) };
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
