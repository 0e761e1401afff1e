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

/** For readers of English, as the console writes it: `€1,234.50`, or `€1,234` for whole amounts where no other has decimals. */
export function readableAmount(amount: number, currency: string, { isWhole = false } = {}): string {
  const digits = isWhole ? 0 : minorUnits(currency);
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // As text, because a number has too few digits for large amounts.
  const decimal = `${amount < 0 ? '-' : ''}${decimalAmount(Math.abs(amount), currency)}`;
  return format.format(decimal as Intl.StringNumericLiteral);
}

/** Whether no amount has a part of its currency's main unit. */
export function areWhole(amounts: readonly { readonly amount: number; readonly currency: string }[]): boolean {
  return amounts.every(({ amount, currency }) => amount % 10 ** minorUnits(currency) === 0);
}
