import { isCurrency, minorUnits } from '../../../platform/money/currency.js';

export type AmountUnit = 'units' | 'minor';
export type DecimalMark = '.' | ',';

export interface AmountText {
  readonly text: string;
  /** The currency of the row, or the organization's. */
  readonly currency: string;
  /** Whether the row has its currency in a separate column. */
  readonly isCurrencyGiven: boolean;
  /** Null: detected for each amount, which is rejected if it could be either mark. */
  readonly decimalMark: DecimalMark | null;
}

/** An amount in minor units as digits, or a sentence that explains why it is not valid. */
export type ReadAmount = { readonly minor: string; readonly currency: string } | { readonly refusal: string };

/** Separators of digit groups: spaces of all widths, and apostrophes as in Switzerland. */
const GROUP_SIGNS = /[\s\u00a0\u2009\u202f'’]/gu;
const NUMBER = /^(\d+(?:[.,]\d+)*|[.,]\d+)$/;
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** Signs of only one currency. `$`, `¥` and `kr` are used for several, and are compared with the row's currency. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  '₽': 'RUB',
  '₪': 'ILS',
  '₫': 'VND',
  '₴': 'UAH',
  '₦': 'NGN',
  US$: 'USD',
  R$: 'BRL',
};

/** The code of a currency written as a sign or in lower case. */
export function currencyCode(text: string): string {
  return SIGNS[text] ?? text.toUpperCase();
}

/** Converts an amount in whole units, such as `1.234,50 €` or `$1,234.50`, to minor units of its currency. */
export function readUnits(amount: AmountText): ReadAmount {
  const { number, sign } = partsOf(amount.text);
  const currency = currencyOf(sign, amount);
  if (currency === null) {
    return { refusal: `Enter the amount in ${amount.currency}, or its currency in a separate column.` };
  }
  const places = minorUnits(currency);
  if (!NUMBER.test(number))
    return { refusal: `Enter an amount of 0 or more, such as ${places === 0 ? '1234' : '1234.50'}.` };
  const decimal = decimalOf(number, amount.decimalMark, places);
  if ('refusal' in decimal) return decimal;
  const { whole, fraction } = decimal;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > places) return { refusal: tooManyPlaces(places, currency) };
  const minor = `0${whole}${kept.padEnd(places, '0')}`.replace(/^0+(?=\d)/, '');
  return BigInt(minor) > LARGEST ? { refusal: 'The amount is too large.' } : { minor, currency };
}

function tooManyPlaces(places: number, currency: string): string {
  return places === 0
    ? `Amounts in ${currency} have no decimal places. Leave them out.`
    : `Use at most ${places} decimal places; ${currency} has ${places}.`;
}

/** The digits with their separators, and the text before or after them. */
function partsOf(text: string): { readonly number: string; readonly sign: string } {
  const number = text.replace(GROUP_SIGNS, '');
  const [digits = ''] = /[\d.,-]*\d[\d.,]*/.exec(number) ?? [];
  return { number: digits, sign: number.replace(digits, '') };
}

/** The currency of an amount with this sign; null if it contradicts the row's currency. */
function currencyOf(sign: string, { currency, isCurrencyGiven }: AmountText): string | null {
  if (sign === '') return currency;
  const code = currencyCode(sign);
  if (code === currency || signsOf(currency).includes(sign)) return currency;
  return isCurrency(code) && !isCurrencyGiven ? code : null;
}

const signs = new Map<string, readonly string[]>();

/** The signs used for a currency: `$`, `US$`. */
function signsOf(currency: string): readonly string[] {
  let known = signs.get(currency);
  if (!known) {
    known = (['symbol', 'narrowSymbol'] as const).flatMap((currencyDisplay) =>
      new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay })
        .formatToParts(0)
        .flatMap(({ type, value }) => (type === 'currency' ? [value] : [])),
    );
    signs.set(currency, known);
  }
  return known;
}

type Decimal = { readonly whole: string; readonly fraction: string } | { readonly refusal: string };

const UNGROUPED = 'Write thousands in groups of three digits, and use one mark before the decimal places.';

function decimalOf(number: string, given: DecimalMark | null, places: number): Decimal {
  const mark = given ?? markOf(number, places);
  if (mark === 'unclear') {
    return {
      refusal: 'The mark could separate decimals or thousands. Choose the decimal mark when you import the file.',
    };
  }
  const at = mark === null ? -1 : number.lastIndexOf(mark);
  const before = at < 0 ? number : number.slice(0, at);
  const fraction = at < 0 ? '' : number.slice(at + 1);
  const separators = new Set(before.replace(/\d/g, ''));
  const isOneKind = separators.size <= 1 && (mark === null || !separators.has(mark));
  const groups = before.split(/[.,]/);
  return isOneKind && areGroups(groups) ? { whole: groups.join(''), fraction } : { refusal: UNGROUPED };
}

/** The last group has three digits; those before it have three, or two as in India. */
function areGroups(groups: readonly string[]): boolean {
  if (groups.length === 1) return true;
  const [first = '', ...rest] = groups;
  const lengths = rest.map(({ length }) => length);
  return /^\d{1,3}$/.test(first) && lengths.at(-1) === 3 && lengths.every((length) => length === 2 || length === 3);
}

/** The mark before the decimal places, detected from the number itself; null: it does not have one. */
function markOf(number: string, places: number): DecimalMark | 'unclear' | null {
  const marks = number.replace(/\d/g, '');
  if (marks === '') return null;
  const last = marks.at(-1) === ',' ? ',' : '.';
  if (new Set(marks).size === 2) return last;
  if (marks.length > 1) return null;
  const [before = '', after = ''] = number.split(last);
  const isPossiblyThousands = after.length === 3 && /^[1-9]\d{0,2}$/.test(before);
  if (!isPossiblyThousands) return last;
  return places === 0 ? null : 'unclear';
}
