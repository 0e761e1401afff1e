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
  return new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${period}-01T00:00:00Z`),
  );
}
