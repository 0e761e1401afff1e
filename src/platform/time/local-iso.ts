import { IANAZone } from 'luxon';

const MINUTE = 60_000;

/**
 * Formats an instant as RFC 3339 in a timezone, with the offset that is valid there at that instant:
 * `2026-07-01T09:00:00.000+02:00`. Historical offsets with seconds are rounded to whole minutes; the instant stays exact.
 */
export function toLocalIso(instant: string, timezone: string): string {
  const time = Date.parse(instant);
  const offset = Math.round(IANAZone.create(timezone).offset(time));
  const local = new Date(time + offset * MINUTE).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${offset < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(minutes)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
