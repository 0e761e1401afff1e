import { monthAt, periodName, type Month } from '../../organization/revenue/fiscal-period.policy.js';
import { instantOf } from '../../platform/time/local-time.js';

/**
 * When the report of a month is due: on the first day of the next month, at six in the morning in the organization's
 * timezone.
 */
export function dueAt(month: Month, timezone: string): Date {
  const at = instantOf(`${periodName(shiftMonth(month, 1))}-01T06:00`, timezone);
  if (!at) throw new RangeError('Not a valid month.');
  return at;
}

/** The latest month whose report is due by now. Earlier months are not reported any more. */
export function latestDueMonth(now: Date, timezone: string): Month {
  const before = shiftMonth(monthIn(now, timezone), -1);
  return dueAt(before, timezone) <= now ? before : shiftMonth(before, -1);
}

/** When the next report is due. */
export function nextDueAt(now: Date, timezone: string): Date {
  return dueAt(shiftMonth(latestDueMonth(now, timezone), 1), timezone);
}

/** A due time in one timezone, moved to the same local time in another. */
export function dueAtInNewTimezone(at: Date, from: string, to: string): Date {
  return dueAt(shiftMonth(monthIn(at, from), -1), to);
}

/** The month that is `count` months later; negative: earlier. */
export function shiftMonth({ year, month }: Month, count: 1 | -1): Month {
  const index = year * 12 + month - 1 + count;
  return { kind: 'month', year: Math.floor(index / 12), month: (index % 12) + 1 };
}

function monthIn(moment: Date, timezone: string): Month {
  return monthAt(moment, { timezone, fiscalYearStartMonth: 1 });
}
