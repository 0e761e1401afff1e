import { decimalAmount } from './format-amount.js';
import { minorUnits } from './currency.js';

/** An amount in the smallest unit of its currency. */
interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Shown for a figure that does not exist, such as the attainment without a target. */
const NONE = '–';

/**
 * An amount in a text for people, as the console writes it for a reader of English: `€156,000`, `€1,234.50`. Whole amounts have no
 * decimal places; others have as many as ISO 4217 gives the currency.
 */
export function formatMoney({ amount, currency }: Money): string {
  const digits = minorUnits(currency);
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: 'stripIfInteger',
  });
  // As a decimal text: a number of JavaScript has too few digits for large amounts.
  return format.format(decimalAmount(amount, currency) as Intl.StringNumericLiteral);
}

/** A fraction as a percentage, as the console writes it: `130%`; an en dash for null. */
export function formatPercent(fraction: number | null): string {
  if (fraction === null) return NONE;
  return new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 }).format(fraction);
}
