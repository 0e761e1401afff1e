import type { Choice } from '../../ui/Field';
import { CURRENCY_DIGITS, WITHDRAWN_CURRENCIES } from '../../ui/currency-table';

/** The currencies that the service accepts, and the chosen one, which may have been withdrawn. */
export function currencies(chosen: string): Choice<string>[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return withChosen(offeredCurrencies(), chosen).map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }));
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
