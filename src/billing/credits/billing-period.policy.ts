import { DateTime } from 'luxon';

/** The facts about an organization from which its billing periods are calculated. */
export interface BillingCalendar {
  readonly createdAt: string;
  /** The current timezone. A new one moves the end of the running period, never its start. */
  readonly timezone: string;
}

/**
 * The minimum length of a period. A month has at least 28 days, and a change of the timezone moves an anniversary by
 * three days at most (26 hours, and the creation may be on the next day there). The first anniversary after this many
 * days is therefore the next one, whatever the timezone is by now, and changing the timezone back and forth never
 * adds a period.
 */
const SHORTEST_DAYS = 15;

/**
 * When the period that began at `startedAt` ends: at the first moment of the next monthly anniversary of the
 * creation, in the organization's timezone. In a month without that day it is the last day; the next month uses the
 * original day again.
 */
export function periodEnd({ createdAt, timezone }: BillingCalendar, startedAt: string): string {
  const created = inZone(createdAt, timezone);
  const earliest = inZone(startedAt, timezone).plus({ days: SHORTEST_DAYS });
  const months = Math.max(1, (earliest.year - created.year) * 12 + earliest.month - created.month);
  const thisMonth = anniversary(created, months);
  const end = thisMonth > earliest ? thisMonth : anniversary(created, months + 1);
  return end.toJSDate().toISOString();
}

/** Calculated from the creation itself, so that a short month does not shift the later ones. */
function anniversary(created: DateTime, months: number): DateTime {
  // Start from noon, which every day has. Midnight may be missing, or occur twice, where the clocks change at
  // midnight.
  const midnight = created.set({ hour: 12 }).plus({ months }).startOf('day');
  return midnight.getPossibleOffsets()[0] ?? midnight;
}

function inZone(instant: string, timezone: string): DateTime {
  const local = DateTime.fromISO(instant, { zone: timezone });
  if (!local.isValid) throw new RangeError(`Invalid time: ${local.invalidReason}`);
  return local;
}
