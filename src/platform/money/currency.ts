import { data } from 'currency-codes';

/**
 * Active ISO 4217 codes that cannot be paid in, so they have no minor unit: metals, units of account, testing, and
 * "no currency".
 */
const WITHOUT_MINOR_UNIT: ReadonlySet<string> = new Set([
  'XAG',
  'XAU',
  'XBA',
  'XBB',
  'XBC',
  'XBD',
  'XDR',
  'XPD',
  'XPT',
  'XSU',
  'XTS',
  'XUA',
  'XXX',
]);

/** Currencies that became valid after the package's list of June 2024. */
const ADDED_SINCE: readonly CurrencyDigits[] = [
  // The Caribbean guilder, legal tender in Curaçao and Sint Maarten since 31 March 2025.
  ['XCG', 2],
];

/**
 * Withdrawn by ISO 4217, with the digits that they had: amounts stored in them stay valid, but they cannot be chosen any
 * longer. The Netherlands Antillean guilder (2025), the lev (2026), the convertible peso (2021), the kuna (2023), the old
 * leone (2024) and the Zimbabwe dollar of 2009 (2024).
 */
const WITHDRAWN: readonly CurrencyDigits[] = [
  ['ANG', 2],
  ['BGN', 2],
  ['CUC', 2],
  ['HRK', 2],
  ['SLL', 2],
  ['ZWL', 2],
];

/** A currency's code and how many decimal places it has. */
export type CurrencyDigits = readonly [code: string, digits: number];

const WITHDRAWN_CODES: ReadonlySet<string> = new Set(WITHDRAWN.map(([code]) => code));

const ACTIVE: ReadonlyMap<string, number> = new Map(
  [...data.map(({ code, digits }): CurrencyDigits => [code, digits]), ...ADDED_SINCE].filter(
    ([code]) => !WITHOUT_MINOR_UNIT.has(code) && !WITHDRAWN_CODES.has(code),
  ),
);

const MINOR_UNITS: ReadonlyMap<string, number> = new Map([...ACTIVE, ...WITHDRAWN]);

/** Whether the text is the code of an active ISO 4217 currency, in capitals: one that can be chosen today. */
export function isCurrency(code: string): boolean {
  return ACTIVE.has(code);
}

/** As {@link isCurrency}, or the code of a withdrawn currency: an amount may be stored in it. */
export function isKnownCurrency(code: string): boolean {
  return MINOR_UNITS.has(code);
}

/** The currencies that can be chosen today, by code. */
export function activeCurrencies(): string[] {
  return [...ACTIVE.keys()].sort();
}

/** Every currency in which an amount may be stored, by code, with its decimal places. The console has a copy of this table. */
export function currencyDigits(): CurrencyDigits[] {
  return [...MINOR_UNITS].sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * How many decimal places the currency has: 2 for EUR, 0 for JPY, 3 for KWD. Amounts of money are stored in units of the last
 * place.
 *
 * @throws RangeError if it is not a currency
 */
export function minorUnits(code: string): number {
  const digits = MINOR_UNITS.get(code);
  if (digits === undefined) throw new RangeError('Not an ISO 4217 currency');
  return digits;
}
