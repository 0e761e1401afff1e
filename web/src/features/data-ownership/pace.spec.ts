import fc from 'fast-check';
import { paceInWords, paceOf } from './pace.js';

const START = '2026-11-24T09:00:00.000Z';
const at = (seconds: number) => new Date(START).getTime() + seconds * 1000;

describe('the pace of a reassignment', () => {
  it('is nothing to tell before the first record', () => {
    expect(paceOf(0, 100, START, at(5))).toBeNull();
    expect(paceOf(10, 100, null, at(5))).toBeNull();
    expect(paceOf(10, 100, START, at(-1))).toBeNull();
  });

  it.each([
    [50, 100, 5, '10 records per second, about 5 seconds left'],
    [6_000, 600_000, 5, '1,200 records per second, about 9 minutes left'],
    [1, 2, 10, 'less than 1 record per second, about 10 seconds left'],
    [100, 100, 5, '20 records per second, nearly done'],
  ])('of %d of %d after %d seconds is %p', (done, total, seconds, words) => {
    const pace = paceOf(done, total, START, at(seconds));
    expect(pace && paceInWords(pace)).toBe(words);
  });

  it('never leaves less than nothing to do', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), fc.integer({ min: 1, max: 1e6 }), (done, total, seconds) => {
        const pace = paceOf(done, total, START, at(seconds));
        expect(pace?.secondsLeft ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
