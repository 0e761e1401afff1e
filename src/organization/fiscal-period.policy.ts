/** A month (`2026-12`) or a fiscal quarter (`FY2027-Q1`). */
export type FiscalPeriod =
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'quarter'; readonly fiscalYear: number; readonly quarter: number };

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const QUARTER = /^FY(\d{4})-Q([1-4])$/;
const FIRST_YEAR = 1970;

/** Reads a period; null for a text that is none. */
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
