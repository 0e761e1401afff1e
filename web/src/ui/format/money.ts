import { CURRENCY_DIGITS } from './currency-table';

/** An amount in the smallest unit of its currency. */
interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** An amount by the reader's locale, with its currency. */
export function formatMoney({ amount, currency }: Money, locale?: string): string {
  return formatter(currency, locale, {}).format(decimalOf(amount, currency));
}

/** The format of a column: without decimal places if every amount is whole, otherwise each with all of them, so that digits line up. */
export function columnFormat(amounts: readonly Money[]): (money: Money) => string {
  const areWhole = amounts.every(({ amount, currency }) => amount % 10 ** digitsOf(currency) === 0);
  const options: Intl.NumberFormatOptions = areWhole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  return ({ amount, currency }) => formatter(currency, undefined, options).format(decimalOf(amount, currency));
}

/** Rounded to whole units, for sentences. */
export function formatWhole({ amount, currency }: Money): string {
  return formatter(currency, undefined, { minimumFractionDigits: 0, maximumFractionDigits: 0 }).format(
    decimalOf(amount, currency),
  );
}

/** "€1.2M", where there is little space. */
export function formatCompact({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  return format.format(amount / 10 ** digitsOf(currency));
}

/** With ISO 4217's decimal places: a browser's own are others for some currencies, such as HUF. */
function formatter(currency: string, locale: string | undefined, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const digits = digitsOf(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...options,
  });
}

/** How many decimal places amounts of a currency have, by the service's table; two for one that it does not know. */
export function digitsOf(currency: string): number {
  return CURRENCY_DIGITS[currency] ?? 2;
}

/** As a decimal text: a number of JavaScript has too few digits for large amounts. */
function decimalOf(amount: number, currency: string): Intl.StringNumericLiteral {
  const digits = digitsOf(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const decimal = `${amount < 0 ? '-' : ''}${digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`}`;
  return decimal as Intl.StringNumericLiteral;
}

/** Minor units as they are typed, with the locale's decimal mark: `1234.50`, and `1234` for a whole amount. */
export function formatAmount(amount: number, currency: string, locale?: string): string {
  const [whole = '', fraction = ''] = decimalOf(amount, currency).split('.');
  return /^0*$/.test(fraction) ? whole : `${whole}${marksOf(locale).decimal}${fraction}`;
}

/** A typed amount with its thousands separated as in the locale; any other text stays as it is. */
export function groupDigits(text: string, currency: string, locale?: string): string {
  const amount = parseAmount(text, currency, locale);
  if (amount === null) return text;
  const decimal = decimalOf(amount, currency);
  const digits = /\.0*$|^\d*$/.test(decimal) ? 0 : digitsOf(currency);
  const options = { numberingSystem: 'latn', minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, options).format(decimal);
}

/**
 * Typed text as minor units; null: it is not an amount of this currency, or is ambiguous. The marks of the locale have their
 * meaning there. The other one of `.` and `,` is a decimal mark only where it cannot separate thousands.
 */
export function parseAmount(text: string, currency: string, locale?: string): number | null {
  const marks = marksOf(locale);
  const plain = withLatinDigits(text.trim(), marks);
  const parts = splitAtDecimalMark(plain, marks);
  const whole = parts && withoutGroups(parts.whole, marks);
  const digits = digitsOf(currency);
  if (!parts || whole === null || parts.fraction.length > digits) return null;
  const amount = Number(`${whole}${parts.fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount) ? amount : null;
}

interface Marks {
  readonly decimal: string;
  readonly group: string;
  /** The locale's digits, zero to nine. */
  readonly digits: readonly string[];
}

function marksOf(locale: string | undefined): Marks {
  const latin = new Intl.NumberFormat(locale, { numberingSystem: 'latn', useGrouping: true });
  const parts = latin.formatToParts(1_234_567.5);
  const partOf = (type: string) => parts.find((part) => part.type === type)?.value;
  const own = new Intl.NumberFormat(locale, { useGrouping: false });
  return {
    decimal: partOf('decimal') ?? '.',
    group: (partOf('group') ?? ',').replace(/\s/, ' '),
    digits: Array.from({ length: 10 }, (_digit, value) => own.format(value)),
  };
}

/** Arabic decimal and thousands separators are written with Arabic digits only, so they mean one thing. */
function withLatinDigits(text: string, { decimal, digits }: Marks): string {
  return text
    .replace(/\p{Nd}/gu, (digit) => (digits.includes(digit) ? String(digits.indexOf(digit)) : digit))
    .replace(/[\u200e\u200f\u061c]/g, '')
    .replace(/٫/g, decimal)
    .replace(/[٬\s]/g, ' ');
}

function splitAtDecimalMark(text: string, { decimal, group }: Marks): { whole: string; fraction: string } | null {
  const own = text.split(decimal);
  if (own.length === 2) return both(own[0], own[1]);
  if (own.length > 2) return null;
  const foreign = decimal === ',' ? '.' : ',';
  const other = text.split(foreign);
  if (other.length !== 2) return { whole: text, fraction: '' };
  // Three digits behind it: thousands in locales with that mark, otherwise ambiguous.
  if (other[1]?.length === 3) return foreign === group ? { whole: text, fraction: '' } : null;
  return both(other[0], other[1]);
}

/** A decimal mark has digits on both sides. */
function both(whole = '', fraction = ''): { whole: string; fraction: string } | null {
  return /\d$/.test(whole) && /^\d+$/.test(fraction) ? { whole, fraction } : null;
}

/** Thousands are separated by the locale's mark, a space or an apostrophe, always the same one; India separates by twos above. */
function withoutGroups(text: string, { group }: Marks): string | null {
  if (/^\d+$/.test(text)) return text;
  const used = /[^\d]/.exec(text)?.[0] ?? '';
  if (![group, ' ', "'", '’'].includes(used)) return null;
  const [first = '', ...groups] = text.split(used);
  const last = groups.at(-1) ?? '';
  const isGrouped =
    /^\d{1,3}$/.test(first) &&
    /^\d{3}$/.test(last) &&
    (groups.every((one) => /^\d{3}$/.test(one)) ||
      (first.length <= 2 && groups.slice(0, -1).every((one) => /^\d{2}$/.test(one))));
  return isGrouped ? [first, ...groups].join('') : null;
}
