import { invalid } from '../http/problem.js';
import { isCurrency } from './currency.js';

/** The message about a refused currency. */
export const CURRENCY_MESSAGE = 'Choose a currency that is in use today, such as EUR, USD or GBP.';

/**
 * Refuses a withdrawn currency, unless it is in use already.
 *
 * @param inUse the currencies that the organization, or the changed record, has
 * @throws 422 at `pointer`
 */
export function requireUsableCurrency(currency: string, inUse: readonly unknown[], pointer: string): void {
  if (!isCurrency(currency) && !inUse.includes(currency)) throw invalid({ pointer, detail: CURRENCY_MESSAGE });
}
