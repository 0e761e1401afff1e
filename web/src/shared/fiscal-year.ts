import { dateLocale } from '../ui/format/date-locale';

/** The months (`2026-04`) and quarters (`FY2027-Q1`) of a fiscal year, in order; its number is that of the year it ends in. */
export function periodsOf(fiscalYear: number, startMonth: number): { months: string[]; quarters: string[] } {
  const firstYear = startMonth === 1 ? fiscalYear : fiscalYear - 1;
  const months = Array.from({ length: 12 }, (_month, index) => {
    const month = startMonth - 1 + index;
    return `${digits(firstYear + Math.floor(month / 12), 4)}-${digits((month % 12) + 1, 2)}`;
  });
  return { months, quarters: [1, 2, 3, 4].map((quarter) => `FY${digits(fiscalYear, 4)}-Q${quarter}`) };
}

/** The fiscal year of a period. */
export function fiscalYearOf(period: string, startMonth: number): number {
  const quarter = /^FY(\d{4})-/.exec(period);
  if (quarter) return Number(quarter[1]);
  const [year = 0, month = 0] = period.split('-').map(Number);
  return startMonth > 1 && month >= startMonth ? year + 1 : year;
}

/** The month of a time in a timezone: `2026-11`. */
export function monthAt(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' }).format(moment);
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}

/** `2026-11` as "Nov 2026", `FY2027-Q1` as "Q1 FY2027". */
export function periodName(period: string): string {
  const quarter = /^FY(\d+)-(Q\d)$/.exec(period);
  if (quarter) return `${quarter[2]} FY${quarter[1]}`;
  return new Intl.DateTimeFormat(dateLocale(), { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${period}-01T00:00:00Z`),
  );
}

/** The fiscal quarter that contains a month. */
export function quarterOf(month: string, startMonth: number): string {
  const number = Number(month.slice(5));
  const quarter = Math.floor(((number - startMonth + 12) % 12) / 3) + 1;
  return `FY${digits(fiscalYearOf(month, startMonth), 4)}-Q${quarter}`;
}

/** The month that is `count` months later; negative: earlier. */
export function shiftMonth(month: string, count: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + count;
  return `${digits(Math.floor(index / 12), 4)}-${digits((index % 12) + 1, 2)}`;
}

/** The first and the last day of a month or fiscal quarter. */
export function daysOf(period: string, startMonth: number): Days {
  const quarter = /^FY(\d{4})-Q(\d)$/.exec(period);
  if (!quarter) return daysOfMonths(period, period);
  const first = periodsOf(Number(quarter[1]), startMonth).months[3 * (Number(quarter[2]) - 1)] ?? period;
  return daysOfMonths(first, shiftMonth(first, 2));
}

/** The first day of one month and the last day of another. */
export function daysOfMonths(first: string, last: string): Days {
  const [year = 0, month = 0] = last.split('-').map(Number);
  return { from: `${first}-01`, to: `${last}-${digits(new Date(Date.UTC(year, month, 0)).getUTCDate(), 2)}` };
}

/** Days of the calendar, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}
