import { data } from 'currency-codes';

/**
 * Active ISO 4217 codes that are no money one could pay with, so they have no minor unit:
 * metals, units of account, testing, and "no currency".
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

/** Currencies that came into force after the package's list of June 2024. */
const ADDED_SINCE: readonly (readonly [code: string, digits: number])[] = [
  // The Caribbean guilder, legal tender in Curaçao and Sint Maarten since 31 March 2025.
  ['XCG', 2],
];

const MINOR_UNITS: ReadonlyMap<string, number> = new Map([
  ...data
    .filter(({ code }) => !WITHOUT_MINOR_UNIT.has(code))
    .map(({ code, digits }): [string, number] => [code, digits]),
  ...ADDED_SINCE,
]);

/** Whether the text is the code of an active ISO 4217 currency, in capitals. */
export function isCurrency(code: string): boolean {
  return MINOR_UNITS.has(code);
}

/**
 * How many decimal places the currency has: 2 for EUR, 0 for JPY, 3 for KWD. An amount of money is counted in
 * units of the last place.
 *
 * @throws RangeError when it is no currency
 */
export function minorUnits(code: string): number {
  const digits = MINOR_UNITS.get(code);
  if (digits === undefined) throw new RangeError('Not an ISO 4217 currency');
  return digits;
}
