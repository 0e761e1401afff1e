import type { TimeSpan } from '../../platform/time/day-span.js';

/** The run rate is that of this many days of 24 hours. */
const RUN_RATE_DAYS = 90;
const DAY_MS = 86_400_000;

/** How much time of a range has passed, in milliseconds. */
export interface Elapsed {
  readonly passed: bigint;
  readonly total: bigint;
}

/** Exact, also in a range in which the clocks change. */
export function elapsedOf(span: TimeSpan, now: Date): Elapsed {
  const [begin, end] = [millisecondsOf(span.from), millisecondsOf(span.until)];
  const passed = Math.min(Math.max(now.getTime(), begin), end) - begin;
  return { passed: BigInt(passed), total: BigInt(end - begin) };
}

/** Time that is left of a range, in milliseconds. */
export function remainingOf({ passed, total }: Elapsed): bigint {
  return total - passed;
}

/**
 * The revenue that is expected by now with straight-line pacing: the target spread evenly over the time of the range,
 * `target × elapsed / total`, rounded to a minor unit.
 */
export function expectedByNow(target: bigint, { passed, total }: Elapsed): bigint {
  return total === 0n ? 0n : divideRounded(target * passed, total);
}

/** The time whose revenue is the run rate: the last 90 days until now. */
export function runRateSpan(now: Date): TimeSpan {
  return { from: new Date(now.getTime() - RUN_RATE_DAYS * DAY_MS).toISOString(), until: now.toISOString() };
}

/**
 * A run-rate forecast with a moving average (the "average method" of Hyndman and Athanasopoulos, Forecasting: Principles and
 * Practice, section 5.2, over a window of 90 days): the revenue so far, plus the average revenue for the time that is left,
 * `revenue + trailing × remaining / 90 days`, rounded to a minor unit.
 *
 * @param trailing the revenue of the last 90 days
 * @param remaining the time that is left, in milliseconds
 */
export function forecastOf(revenue: bigint, trailing: bigint, remaining: bigint): bigint {
  return revenue + divideRounded(trailing * remaining, BigInt(RUN_RATE_DAYS * DAY_MS));
}

/** The average revenue of a day, rounded to a minor unit. */
export function dailyRunRate(trailing: bigint): bigint {
  return divideRounded(trailing, BigInt(RUN_RATE_DAYS));
}

/** A quotient of numbers that are not negative, rounded half up. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  return (2n * dividend + divisor) / (2n * divisor);
}

/** The span of a range that reaches beyond the calendar has no number; it then begins or ends with the calendar. */
function millisecondsOf(moment: string): number {
  if (moment === 'infinity') return Date.UTC(10_000, 0, 1);
  if (moment === '-infinity') return Date.parse('0001-01-01T00:00:00Z');
  return Date.parse(moment);
}
