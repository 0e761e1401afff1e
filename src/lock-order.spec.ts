import { LOCK_ORDER } from './lock-order.js';
import { LockOrder } from './platform/database/lock-order.js';

describe("the service's order of locks", () => {
  it('may be followed with gaps and repetitions', () => {
    const locks = new LockOrder('shared', LOCK_ORDER);
    for (const lock of ['membership', 'membership', 'organization', 'record', 'schedule']) locks.assertOrder(lock);
  });

  it.each([
    ['membership', 'subscription'],
    ['organization', 'run'],
    ['record', 'parent-record'],
    ['schedule', 'record'],
  ])('refuses, after %s, %s', (first, second) => {
    const locks = new LockOrder('shared', LOCK_ORDER);
    locks.assertOrder(first);
    expect(() => {
      locks.assertOrder(second);
    }).toThrow(`Locks out of order: ${second} after ${first}.`);
  });
});
