import { DateTime, IANAZone } from 'luxon';

const DAY = 86_400_000;
const MINUTE = 60_000;

/**
 * The instant of a local time (`2026-12-01T09:00`) in a zone. Where clocks are set forward and the time does not exist, the
 * first one after it; where they are set back and it occurs twice, the earlier one. Null for a time that is not in the
 * calendar.
 */
export function instantOf(local: string, timezone: string): Date | null {
  const asUtc = DateTime.fromISO(local, { zone: 'utc' });
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || !asUtc.isValid) return null;
  const zone = IANAZone.create(timezone);
  const wall = asUtc.toMillis();
  // No zone changes twice within two days, so these are the only possible offsets.
  const offsets = [zone.offset(wall - DAY), zone.offset(wall + DAY)];
  const fitting = offsets
    .map((offset) => wall - offset * MINUTE)
    .filter((instant) => instant + zone.offset(instant) * MINUTE === wall);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : endOfGap(zone, wall - DAY, wall + DAY));
}

/** The moment at which the clocks are set forward, between two moments with different offsets. */
function endOfGap(zone: IANAZone, from: number, to: number): number {
  const before = zone.offset(from);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
