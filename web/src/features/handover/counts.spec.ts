import { countFor, percentages, sumOf } from './counts.js';

describe('sumOf', () => {
  it('adds the records of each kind and new owner', () => {
    const first = {
      leads: {
        total: 3,
        targets: [
          { membershipId: 'a', count: 2 },
          { membershipId: 'b', count: 1 },
        ],
      },
    };
    const second = {
      leads: { total: 1, targets: [{ membershipId: 'a', count: 1 }] },
      deals: { total: 4, targets: [{ membershipId: 'b', count: 4 }] },
    };
    const sum = sumOf([first, second]);
    expect(sum).toEqual({
      leads: {
        total: 4,
        targets: [
          { membershipId: 'a', count: 3 },
          { membershipId: 'b', count: 1 },
        ],
      },
      deals: { total: 4, targets: [{ membershipId: 'b', count: 4 }] },
    });
    expect(countFor(sum, 'b')).toBe(5);
    // The previews themselves are kept: they are shown again.
    expect(first.leads.total).toBe(3);
  });
});

describe('percentages', () => {
  it.each([
    { weights: [50], shares: [100] },
    { weights: [50, 50], shares: [50, 50] },
    { weights: [1, 1, 1], shares: [34, 33, 33] },
    { weights: [0, 30, 70], shares: [0, 30, 70] },
    { weights: [29, 29, 42], shares: [29, 29, 42] },
    { weights: [0, 0], shares: [0, 0] },
  ])('of $weights are $shares', ({ weights, shares }) => {
    expect(percentages(weights)).toEqual(shares);
  });
});
