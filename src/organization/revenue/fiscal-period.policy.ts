import { spanOfDays, type TimeSpan } from '../../platform/time/day-span.js';

export { spanOfDays, type TimeSpan } from '../../platform/time/day-span.js';

/** A month (`2026-12`) or a fiscal quarter (`FY2027-Q1`). */
export type FiscalPeriod = Month | FiscalQuarter;

export interface Month {
  readonly kind: 'month';
  readonly year: number;
  readonly month: number;
}

export interface FiscalQuarter {
  readonly kind: 'quarter';
  readonly fiscalYear: number;
  readonly quarter: number;
}

/** The timezone of an organization and the month in which its fiscal year begins. */
export interface FiscalCalendar {
  readonly timezone: string;
  /** 1 to 12. */
  readonly fiscalYearStartMonth: number;
}

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const QUARTER = /^FY(\d{4})-Q([1-4])$/;
const FIRST_YEAR = 1970;

/** Parses a period; null for a text that is not one. */
export function parsePeriod(text: string): FiscalPeriod | null {
  const month = MONTH.exec(text);
  if (month && Number(month[1]) >= FIRST_YEAR) {
    return { kind: 'month', year: Number(month[1]), month: Number(month[2]) };
  }
  const quarter = QUARTER.exec(text);
  if (quarter && Number(quarter[1]) >= FIRST_YEAR) {
    return { kind: 'quarter', fiscalYear: Number(quarter[1]), quarter: Number(quarter[2]) };
  }
  return null;
}

/** Formats a period as {@link parsePeriod} parses it. */
export function periodName(period: FiscalPeriod): string {
  if (period.kind === 'quarter') return `FY${digits(period.fiscalYear, 4)}-Q${period.quarter}`;
  return `${digits(period.year, 4)}-${digits(period.month, 2)}`;
}

/** Parses the number of a fiscal year; null for a text that is not one. */
export function parseFiscalYear(text: string): number | null {
  return /^\d{4}$/.test(text) && Number(text) >= FIRST_YEAR ? Number(text) : null;
}

/** The fiscal year of a period. It has the number of the calendar year in which it ends. */
export function fiscalYearOf(period: FiscalPeriod, { fiscalYearStartMonth: start }: FiscalCalendar): number {
  if (period.kind === 'quarter') return period.fiscalYear;
  return start > 1 && period.month >= start ? period.year + 1 : period.year;
}

/** The fiscal quarter of a month. */
export function quarterOf(month: Month, calendar: FiscalCalendar): FiscalQuarter {
  const monthsIn = (month.month - calendar.fiscalYearStartMonth + 12) % 12;
  return { kind: 'quarter', fiscalYear: fiscalYearOf(month, calendar), quarter: Math.floor(monthsIn / 3) + 1 };
}

/** The months of a period, in order. */
export function monthsOf(period: FiscalPeriod, calendar: FiscalCalendar): Month[] {
  if (period.kind === 'month') return [period];
  const first = 3 * (period.quarter - 1);
  return monthsOfYear(period.fiscalYear, calendar).slice(first, first + 3);
}

/** The twelve months of a fiscal year, in order. */
export function monthsOfYear(fiscalYear: number, { fiscalYearStartMonth: start }: FiscalCalendar): Month[] {
  const firstYear = start === 1 ? fiscalYear : fiscalYear - 1;
  return Array.from({ length: 12 }, (_, index) => {
    const month = start - 1 + index;
    return { kind: 'month', year: firstYear + Math.floor(month / 12), month: (month % 12) + 1 };
  });
}

/** The four quarters of a fiscal year, in order. */
export function quartersOfYear(fiscalYear: number): FiscalQuarter[] {
  return [1, 2, 3, 4].map((quarter) => ({ kind: 'quarter', fiscalYear, quarter }));
}

/** The month of a moment, in the organization's timezone. */
export function monthAt(moment: Date, { timezone }: FiscalCalendar): Month {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, year: 'numeric', month: 'numeric' });
  const part = (type: string): number =>
    Number(parts.formatToParts(moment).find((candidate) => candidate.type === type)?.value);
  return { kind: 'month', year: part('year'), month: part('month') };
}

/** The first and the last day of a period: `['2026-11-01', '2026-11-30']`. */
export function daysOf(period: FiscalPeriod, calendar: FiscalCalendar): readonly [from: string, to: string] {
  const months = monthsOf(period, calendar);
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) throw new RangeError('A period without months.');
  // Day 0 of the following month is the last day of this one.
  const length = new Date(Date.UTC(last.year, last.month, 0)).getUTCDate();
  return [`${periodName(first)}-01`, `${periodName(last)}-${digits(length, 2)}`];
}

/** The start and the end of a period, in the organization's timezone. */
export function spanOf(period: FiscalPeriod, calendar: FiscalCalendar): TimeSpan {
  return spanOfDays(...daysOf(period, calendar), calendar.timezone);
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
