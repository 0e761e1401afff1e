import type { Choice } from '../../ui/form/Select';
import { digitsOf, formatMoney } from '../../ui/format/money';

export type AmountUnit = 'units' | 'minor';

interface AmountExamples {
  readonly units: string;
  readonly minor: string;
  readonly marks: readonly Choice<'' | '.' | ','>[];
}

/** Examples of amounts in the organization's currency, with its number of decimal places. */
export function amountExamples(currency: string, locale?: string): AmountExamples {
  const digits = digitsOf(currency);
  const whole = formatMoney({ amount: 1234 * 10 ** digits, currency }, locale);
  const smallest = formatMoney({ amount: 1234, currency }, locale);
  const asShown = { value: '', label: 'Detect for each amount' } as const;
  if (digits === 0) {
    return {
      units: `1234 is ${whole}.`,
      minor: `1234 is ${smallest} too, because ${currency} has no decimals. Exports from this product use this format.`,
      marks: [
        asShown,
        { value: '.', label: 'Commas between thousands: 1,234' },
        { value: ',', label: 'Points between thousands: 1.234' },
      ],
    };
  }
  return {
    units: `1234 is ${whole}. Decimals are allowed: 1234.50.`,
    minor: `1234 is ${smallest}. Exports from this product use this format.`,
    marks: [asShown, { value: '.', label: 'Point: 1,234.50' }, { value: ',', label: 'Comma: 1.234,50' }],
  };
}
