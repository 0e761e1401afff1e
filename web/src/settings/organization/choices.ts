import type { Choice } from '../../ui/Field';

/** The currencies that this browser knows by name, the chosen one in any case. */
export function currencies(chosen: string): Choice<string>[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return withChosen(Intl.supportedValuesOf('currency'), chosen).map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }));
}

/** The timezones, the chosen one in any case: a browser may know it by another name. */
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
