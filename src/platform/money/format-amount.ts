import { minorUnits } from './currency.js';

/** For programs and spreadsheets: `1234.50` for 123450 minor units of EUR. */
export function decimalAmount(amount: number, currency: string): string {
  const places = minorUnits(currency);
  const digits = String(amount).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const SPACE = '\u00a0';

/** For readers in any country: `1 234.50`, in groups of three by non-breaking spaces. */
export function groupedAmount(amount: number, currency: string): string {
  const [whole = '', ...fraction] = decimalAmount(amount, currency).split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, SPACE), ...fraction].join('.');
}
