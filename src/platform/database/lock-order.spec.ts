import { LockOrder } from './lock-order.js';

const ORDER = ['parent', 'child', 'rest'];

describe('the order of locks', () => {
  it('may be followed with gaps and repetitions', () => {
    const locks = new LockOrder('shared', ORDER);
    for (const lock of ['parent', 'parent', 'rest']) locks.assertOrder(lock);
  });

  it.each([
    ['child', 'parent'],
    ['rest', 'child'],
  ])('refuses, after %s, %s', (first, second) => {
    const locks = new LockOrder('shared', ORDER);
    locks.assertOrder(first);
    expect(() => {
      locks.assertOrder(second);
    }).toThrow(`Locks out of order: ${second} after ${first}.`);
  });

  it('refuses a lock that is not in it', () => {
    expect(() => {
      new LockOrder('shared', ORDER).assertOrder('sibling');
    }).toThrow('Not a lock of this service: sibling.');
  });
});

describe('a change of permissions', () => {
  it('is refused in a transaction that holds the access lock in shared mode', () => {
    expect(() => {
      new LockOrder('shared', ORDER).requireExclusiveAccess();
    }).toThrow('exclusively');
    expect(() => {
      new LockOrder('exclusive', ORDER).requireExclusiveAccess();
    }).not.toThrow();
  });
});
