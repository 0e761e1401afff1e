import { LockOrder } from './lock-order.js';

describe('the order of locks', () => {
  it('may be followed with gaps and repetitions', () => {
    const locks = new LockOrder('shared');
    for (const lock of ['membership', 'membership', 'organization', 'record', 'schedule'] as const)
      locks.assertOrder(lock);
  });

  it.each([
    ['membership', 'subscription'],
    ['organization', 'run'],
    ['record', 'parent-record'],
    ['schedule', 'record'],
  ] as const)('refuses, after %s, %s', (first, second) => {
    const locks = new LockOrder('shared');
    locks.assertOrder(first);
    expect(() => {
      locks.assertOrder(second);
    }).toThrow(`Locks out of order: ${second} after ${first}.`);
  });
});

describe('a change of permissions', () => {
  it('is refused in a transaction that holds the access lock in shared mode', () => {
    expect(() => {
      new LockOrder('shared').requireExclusiveAccess();
    }).toThrow('exclusively');
    expect(() => {
      new LockOrder('exclusive').requireExclusiveAccess();
    }).not.toThrow();
  });
});
