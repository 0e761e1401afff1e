import type { Choice } from '../ui/form/Select';
import { CURRENCY_DIGITS, WITHDRAWN_CURRENCIES } from '../ui/format/currency-table';
import { currencyOfLanguage } from './region-currency';

/** After the one of the reader's region, before all others. */
const MOST_USED = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CNY', 'INR', 'CAD', 'AUD'];

/**
 * The currencies that the service accepts, and the chosen one, which may have been withdrawn; those that are chosen most often first.
 *
 * @param ofRegion the currency of the reader's region
 */
export function currencies(chosen: string, ofRegion = currencyOfReader()): Choice<string>[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  const all = withChosen(offeredCurrencies(), chosen);
  return [...new Set([ofRegion, ...MOST_USED, ...all])].map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }));
}

/** The currency of the region that the browser is set to. */
export function currencyOfReader(): string {
  return currencyOfLanguage(navigator.language);
}

/** The timezone of the browser. */
export function timezoneOfReader(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

function offeredCurrencies(): string[] {
  return Object.keys(CURRENCY_DIGITS).filter((code) => !WITHDRAWN_CURRENCIES.includes(code));
}

/** The timezones, and the chosen one, which a browser may list by another name. */
export function timezones(chosen: string): Choice<string>[] {
  return withChosen(['UTC', ...Intl.supportedValuesOf('timeZone')], chosen).map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }));
}

export function months(): Choice<string>[] {
  const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_month, index) => ({
    value: String(index + 1),
    label: name.format(Date.UTC(2026, index, 1)),
  }));
}

function withChosen(values: readonly string[], chosen: string): string[] {
  return [...new Set([...values, chosen])];
}
