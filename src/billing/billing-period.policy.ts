import { DateTime } from 'luxon';

/** From what an organization's periods are counted. */
export interface BillingCalendar {
  readonly createdAt: string;
  /** As it is now: a new timezone moves the end of the running period, never its start. */
  readonly timezone: string;
}

/**
 * No period is shorter. Months have at least 28 days, and a change of timezone moves an anniversary by three days at most
 * (26 hours, and the creation may fall on the next day there): so the first anniversary after this many days is the next
 * one, wherever the organization has moved to meanwhile, and moving to and fro never makes a period more.
 */
const SHORTEST_DAYS = 15;

/**
 * When the period that began at `startedAt` ends: at the first moment of the next monthly anniversary of the creation, in
 * the organization's timezone. A month without that day has it on its last one, and the next month has the day again.
 */
export function periodEnd({ createdAt, timezone }: BillingCalendar, startedAt: string): string {
  const created = inZone(createdAt, timezone);
  const earliest = inZone(startedAt, timezone).plus({ days: SHORTEST_DAYS });
  const months = Math.max(1, (earliest.year - created.year) * 12 + earliest.month - created.month);
  const thisMonth = anniversary(created, months);
  const end = thisMonth > earliest ? thisMonth : anniversary(created, months + 1);
  return end.toJSDate().toISOString();
}

/** Counted from the creation itself, so that a short month does not pull the later ones down with it. */
function anniversary(created: DateTime, months: number): DateTime {
  // From noon, which every day has; midnight is missing, or comes twice, where the clocks are changed at it.
  const midnight = created.set({ hour: 12 }).plus({ months }).startOf('day');
  return midnight.getPossibleOffsets()[0] ?? midnight;
}

function inZone(instant: string, timezone: string): DateTime {
  const local = DateTime.fromISO(instant, { zone: timezone });
  if (!local.isValid) throw new RangeError(`No such time: ${local.invalidReason}`);
  return local;
}
