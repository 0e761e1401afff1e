import { isKnownCurrency, minorUnits } from '../../platform/money/currency.js';

/** The currencies for which Stripe uses another unit than ISO 4217: https://docs.stripe.com/currencies#zero-decimal */
const STRIPE_DIGITS: ReadonlyMap<string, number> = new Map([
  ['ISK', 2],
  ['MGA', 0],
  ['UGX', 2],
]);

/**
 * An amount from Stripe in the minor units of ISO 4217.
 *
 * @returns null for an unknown currency, and for a fraction of a minor unit
 */
export function amountFromStripe(amount: number, currency: string): number | null {
  if (!isKnownCurrency(currency)) return null;
  const digits = minorUnits(currency);
  const minor = amount * 10 ** (digits - (STRIPE_DIGITS.get(currency) ?? digits));
  return Number.isSafeInteger(minor) ? minor : null;
}
