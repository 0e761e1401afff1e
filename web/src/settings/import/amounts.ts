import type { Choice } from '../../ui/Field';
import { digitsOf, formatMoney } from '../../ui/money';

export type AmountUnit = 'units' | 'minor';

interface AmountExamples {
  readonly units: string;
  readonly minor: string;
  readonly marks: readonly Choice<'' | '.' | ','>[];
}

/** What an amount in a file means, in the organization's currency: with its decimal places, or without where it has none. */
export function amountExamples(currency: string, locale?: string): AmountExamples {
  const digits = digitsOf(currency);
  const whole = formatMoney({ amount: 1234 * 10 ** digits, currency }, locale);
  const smallest = formatMoney({ amount: 1234, currency }, locale);
  const asShown = { value: '', label: 'As each amount shows' } as const;
  if (digits === 0) {
    return {
      units: `1234 is ${whole}.`,
      minor: `1234 is ${smallest} as well: ${currency} has no decimals. Exports of this product are written so.`,
      marks: [
        asShown,
        { value: '.', label: 'Commas between thousands: 1,234' },
        { value: ',', label: 'Points between thousands: 1.234' },
      ],
    };
  }
  return {
    units: `1234 is ${whole}. Decimals are allowed: 1234.50.`,
    minor: `1234 is ${smallest}. Exports of this product are written so.`,
    marks: [asShown, { value: '.', label: 'Point: 1,234.50' }, { value: ',', label: 'Comma: 1.234,50' }],
  };
}
