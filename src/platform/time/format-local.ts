import { DateTime } from 'luxon';

/**
 * Writes an instant for people, in an organization's timezone, with the zone and its offset at that instant: `1 December 2026,
 * 09:00 (Europe/Berlin, UTC+1)`.
 *
 * @param timezone an IANA name
 * @param locale a BCP 47 tag; plain `en` is written with the day first and a 24-hour clock, which cannot be misread
 * @throws RangeError for an invalid date or an unknown timezone
 */
export function formatLocal(instant: Date, timezone: string, locale = 'en'): string {
  const local = DateTime.fromJSDate(instant, { zone: timezone }).setLocale(locale === 'en' ? 'en-GB' : locale);
  if (!local.isValid) throw new RangeError(`Cannot format this time: ${local.invalidReason}`);
  const day = local.toLocaleString({ day: 'numeric', month: 'long', year: 'numeric' });
  const time = local.toLocaleString({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const offset = formatOffset(local.offset);
  return `${day}, ${time} (${timezone === offset ? offset : `${timezone}, ${offset}`})`;
}

/** `UTC`, `UTC+1`, `UTC-3:30` from minutes east of Greenwich. */
function formatOffset(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  const sign = minutes < 0 ? '-' : '+';
  return `UTC${sign}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
