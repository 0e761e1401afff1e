import type { Money } from '../api/client';

/** An amount by the reader's locale, with its currency. */
export function formatMoney({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  return format.format(amount / 10 ** digitsOf(currency));
}

/** The same for a table full of figures: what is whole is written without its zeros. */
export function formatFigure({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(amount / 10 ** digitsOf(currency));
}

/** How many digits a currency's minor unit has: 2 for EUR, 0 for JPY. */
export function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** What somebody typed as minor units; null: it is no amount of this currency. */
export function parseAmount(text: string, currency: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '');
  const digits = digitsOf(currency);
  const match = /^(\d{1,3}(?:[,.']?\d{3})*|\d+)(?:[.,](\d+))?$/.exec(plain);
  if (!match) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > digits) return null;
  const amount = Number(`${(match[1] ?? '').replace(/\D/g, '')}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount) ? amount : null;
}

/** Minor units as one types them: `1234.5`. */
export function formatAmount(amount: number, currency: string): string {
  const digits = digitsOf(currency);
  const text = String(amount).padStart(digits + 1, '0');
  if (digits === 0) return text;
  const [whole, fraction] = [text.slice(0, -digits), text.slice(-digits)];
  return /^0+$/.test(fraction) ? whole : `${whole}.${fraction}`;
}
