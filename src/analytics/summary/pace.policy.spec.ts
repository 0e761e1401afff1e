import fc from 'fast-check';
import { spanOfDays } from '../../platform/time/day-span.js';
import { dailyRunRate, elapsedOf, expectedByNow, forecastOf, remainingOf, runRateSpan } from './pace.policy.js';

const DAY = 86_400_000n;
const amount = fc.bigInt({ min: 0n, max: 2n ** 60n });
const time = fc.bigInt({ min: 0n, max: 92n * DAY });

describe('the time of a range that has passed', () => {
  it.each([
    ['2026-11-15T23:00:00Z', 15n * 24n, 30n * 24n],
    ['2026-10-31T22:59:59Z', 0n, 30n * 24n],
    ['2026-12-24T00:00:00Z', 30n * 24n, 30n * 24n],
  ])('of November in Berlin at %s', (now, passed, total) => {
    const elapsed = elapsedOf(spanOfDays('2026-11-01', '2026-11-30', 'Europe/Berlin'), new Date(now));
    expect(elapsed).toEqual({ passed: passed * 3_600_000n, total: total * 3_600_000n });
  });

  it('has 25 hours on the day on which summer time ends', () => {
    const { passed, total } = elapsedOf(
      spanOfDays('2026-10-25', '2026-10-25', 'Europe/Berlin'),
      new Date('2026-10-25T10:30Z'),
    );
    expect([passed, total]).toEqual([25n * 1_800_000n, 25n * 3_600_000n]);
  });

  it('has an end, also for a range that reaches beyond the calendar', () => {
    const { passed, total } = elapsedOf({ from: '-infinity', until: 'infinity' }, new Date('2026-11-15T00:00:00Z'));
    expect(passed > 0n && passed < total).toBe(true);
  });
});

describe('the expected revenue', () => {
  it('grows evenly from 0 to the target', () => {
    fc.assert(
      fc.property(amount, time, time, (target, one, other) => {
        const [passed, total] = one < other ? [one, other] : [other, one];
        fc.pre(total > 0n);
        const expected = expectedByNow(target, { passed, total });
        // Less than half a minor unit from the exact quotient.
        const error = 2n * (expected * total - target * passed);
        expect(error <= total && -error <= total).toBe(true);
        expect(expectedByNow(target, { passed: total, total })).toBe(target);
        expect(expectedByNow(target, { passed: 0n, total })).toBe(0n);
      }),
    );
  });
});

describe('the forecast', () => {
  it('adds the run rate of the last 90 days for the time that is left', () => {
    expect(forecastOf(1_000n, 9_000n, 30n * DAY)).toBe(4_000n);
    expect(dailyRunRate(9_045n)).toBe(101n);
    const { from, until } = runRateSpan(new Date('2026-11-24T10:00:00Z'));
    expect([from, until]).toEqual(['2026-08-26T10:00:00.000Z', '2026-11-24T10:00:00.000Z']);
  });

  it('is never less than the revenue, is the revenue at the end, and falls evenly without new deals', () => {
    fc.assert(
      fc.property(amount, amount, time, (revenue, trailing, remaining) => {
        const forecast = forecastOf(revenue, trailing, remaining);
        expect(forecast >= revenue).toBe(true);
        expect(forecastOf(revenue, trailing, 0n)).toBe(revenue);
        expect(forecastOf(revenue, trailing, remaining + DAY) - forecast - dailyRunRate(trailing)).toBeLessThanOrEqual(
          1n,
        );
        expect(remainingOf({ passed: 92n * DAY - remaining, total: 92n * DAY })).toBe(remaining);
      }),
    );
  });
});
