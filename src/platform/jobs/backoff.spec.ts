import fc from 'fast-check';
import { backoffMs, failureBackoffMs, withJitter } from './backoff.js';

describe('backoff', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [5, 16_000],
    [6, 30_000],
    [1_000_000, 30_000],
    [0, 1_000],
  ])('after attempt %d waits %d ms', (attempt, expected) => {
    expect(backoffMs(attempt)).toBe(expected);
  });

  it.each([
    [1, 1_000],
    [6, 30_000],
    [10, 30_000],
    [11, 60_000],
    [12, 120_000],
    [16, 1_920_000],
    [17, 3_600_000],
    [1_000_000, 3_600_000],
  ])('after attempt %d that failed waits %d ms', (attempt, expected) => {
    expect(failureBackoffMs(attempt)).toBe(expected);
  });

  it('never becomes shorter from one attempt to the next', () => {
    fc.assert(
      fc.property(fc.nat(), (attempt) => {
        expect(backoffMs(attempt + 1)).toBeGreaterThanOrEqual(backoffMs(attempt));
        expect(failureBackoffMs(attempt + 1)).toBeGreaterThanOrEqual(failureBackoffMs(attempt));
      }),
    );
  });

  it('varies by a tenth in both directions', () => {
    expect(withJitter(5_000, () => 0)).toBe(4_500);
    expect(withJitter(5_000, () => 1)).toBe(5_500);
  });
});
