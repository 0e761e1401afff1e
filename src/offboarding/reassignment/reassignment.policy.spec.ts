import fc from 'fast-check';
import { nextBatchSize, sharesOf } from './reassignment.policy.js';

const counts = (total: number, weights: number[]) =>
  sharesOf(
    total,
    weights.map((weight, index) => ({ membershipId: String(index), weight })),
  ).map(({ count }) => count);

describe('sharing records by weight', () => {
  it.each([
    [10, [1], [10]],
    [10, [1, 1], [5, 5]],
    [10, [1, 1, 1], [4, 3, 3]],
    [0, [3, 1], [0, 0]],
    [1, [1, 5], [0, 1]],
    [100, [33, 33, 34], [33, 33, 34]],
    [7, [2, 1], [5, 2]],
  ])('%i records with weights %j give %j', (total, weights, expected) => {
    expect(counts(total, weights)).toEqual(expected);
  });

  it('is exact to the record, and within one record of the exact quota for every target', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), weights, (total, given) => {
        const shares = counts(total, given);
        const sum = given.reduce((a, b) => a + b, 0);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        shares.forEach((count, index) => {
          expect(Math.abs(count - (total * (given[index] ?? 0)) / sum)).toBeLessThan(1);
        });
      }),
    );
  });
});

describe('the size of the next batch', () => {
  it.each([
    [1_000, 50, 2_000],
    [1_000, 10, 2_000],
    [1_000, 200, 500],
    [1_000, 100, 1_000],
    [100, 1_000, 100],
    [20_000, 10, 20_000],
    [1_000, 0, 2_000],
  ])('after %i records in %i ms is %i', (size, milliseconds, next) => {
    expect(nextBatchSize(size, milliseconds)).toBe(next);
  });
});
