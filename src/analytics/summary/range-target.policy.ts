import {
  monthsOf,
  daysOf,
  quarterOf,
  type FiscalCalendar,
  type FiscalQuarter,
  type Month,
} from '../../organization/revenue/fiscal-period.policy.js';
import { targetOf, type Targets } from '../../organization/revenue/revenue-plan.policy.js';
import type { Days } from '../team.policy.js';

/** The first and the last day, as numbers of days. */
type DayNumbers = readonly [first: number, last: number];

/**
 * The target of a range of days; null: a part of it has none.
 *
 * A whole fiscal quarter counts with its own target or the default quarterly one. Otherwise its months count with theirs, a part
 * of a month by its share of the days. A month without a target counts with the share of its quarter's.
 */
export function targetOfDays(targets: Targets, [from, to]: Days, calendar: FiscalCalendar): bigint | null {
  const range: DayNumbers = [dayNumber(from), dayNumber(to)];
  const last = indexOf(quarterOf(monthOf(to), calendar));
  let sum = 0n;
  for (let index = indexOf(quarterOf(monthOf(from), calendar)); index <= last; index += 1) {
    const part = targetOfQuarter(targets, quarterAt(index), range, calendar);
    if (part === null) return null;
    sum += part;
  }
  return sum;
}

function targetOfQuarter(
  targets: Targets,
  quarter: FiscalQuarter,
  range: DayNumbers,
  calendar: FiscalCalendar,
): bigint | null {
  const ofQuarter = targetOf(targets, quarter);
  const days = dayNumbersOf(quarter, calendar);
  if (ofQuarter !== null && overlap(days, range) === lengthOf(days)) return BigInt(ofQuarter);
  let sum = 0n;
  for (const month of monthsOf(quarter, calendar)) {
    const ofMonth = dayNumbersOf(month, calendar);
    const counted = overlap(ofMonth, range);
    if (counted === 0) continue;
    const monthly = targetOf(targets, month);
    if (monthly === null && ofQuarter === null) return null;
    sum +=
      monthly === null
        ? shareOf(ofQuarter ?? 0, counted, lengthOf(days))
        : shareOf(monthly, counted, lengthOf(ofMonth));
  }
  return sum;
}

/** `amount × part / whole`, rounded to a minor unit. */
function shareOf(amount: number, part: number, whole: number): bigint {
  return (2n * BigInt(amount) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole));
}

function overlap([first, last]: DayNumbers, [from, to]: DayNumbers): number {
  return Math.max(0, Math.min(last, to) - Math.max(first, from) + 1);
}

function lengthOf([first, last]: DayNumbers): number {
  return last - first + 1;
}

function dayNumbersOf(period: Month | FiscalQuarter, calendar: FiscalCalendar): DayNumbers {
  const [from, to] = daysOf(period, calendar);
  return [dayNumber(from), dayNumber(to)];
}

/** The number of days since 1970. A fiscal year may reach into the year 10000. */
function dayNumber(day: string): number {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  return Date.UTC(year, month - 1, dayOfMonth) / 86_400_000;
}

function monthOf(day: string): Month {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return { kind: 'month', year, month };
}

function indexOf({ fiscalYear, quarter }: FiscalQuarter): number {
  return fiscalYear * 4 + quarter - 1;
}

function quarterAt(index: number): FiscalQuarter {
  return { kind: 'quarter', fiscalYear: Math.floor(index / 4), quarter: (index % 4) + 1 };
}
