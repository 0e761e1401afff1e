import { dateLocale } from './date-locale';

/** In words: "24 Nov 2026, 10:30", or with the zone's name. */
export function formatMoment(at: string, timeZone: string | undefined, length: 'short' | 'long'): string {
  const text = formatOf(length, timeZone).format(new Date(at));
  return length === 'long' && timeZone !== undefined ? `${text} (${timeZone})` : text;
}

const STYLES = {
  day: { dateStyle: 'medium' },
  zoned: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  short: { dateStyle: 'medium', timeStyle: 'short' },
  long: { dateStyle: 'full', timeStyle: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format, created once: that costs as much as hundreds of uses, and each row of a table has three. */
export function formatOf(style: keyof typeof STYLES, timeZone: string | undefined): Intl.DateTimeFormat {
  const name = `${style} ${timeZone ?? ''}`;
  const known = formats.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat(dateLocale(), {
    ...STYLES[style],
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  formats.set(name, made);
  return made;
}
