import fc from 'fast-check';
import { FairQueue, type FairLimits } from './fair-queue.policy.js';

const KEYS = ['a', 'b', 'c'];
const limitsOf = fc.record({
  running: fc.integer({ min: 1, max: 3 }),
  runningPerKey: fc.integer({ min: 1, max: 2 }),
  waiting: fc.integer({ min: 1, max: 8 }),
  waitingPerKey: fc.integer({ min: 1, max: 4 }),
});
const actions = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('add' as const), key: fc.constantFrom(...KEYS) }),
    fc.record({
      do: fc.constantFrom('next' as const, 'end' as const, 'remove' as const),
      key: fc.constantFrom(...KEYS),
    }),
  ),
  { maxLength: 80 },
);

interface Known {
  readonly key: string;
  readonly number: number;
}

const of = (items: readonly Known[], key: string): Known[] => items.filter((item) => item.key === key);

it('keeps its limits, and returns each item once and in the order of its key', () => {
  fc.assert(
    fc.property(limitsOf, actions, (limits: FairLimits, steps) => {
      const queue = new FairQueue<Known>(limits);
      let waiting: Known[] = [];
      let running: Known[] = [];
      for (const [number, { do: what, key }] of steps.entries()) {
        if (what === 'add') {
          const fits = waiting.length < limits.waiting && of(waiting, key).length < limits.waitingPerKey;
          const item = { key, number };
          expect(queue.add(key, item)).toBe(fits);
          if (fits) waiting.push(item);
        } else if (what === 'next') {
          const started = queue.next();
          const mayRun = waiting.filter((item) => of(running, item.key).length < limits.runningPerKey);
          expect(started !== null).toBe(running.length < limits.running && mayRun.length > 0);
          if (!started) continue;
          expect(started.item).toBe(of(waiting, started.key)[0]);
          waiting = waiting.filter((item) => item !== started.item);
          running.push(started.item);
          expect(of(running, started.key).length).toBeLessThanOrEqual(limits.runningPerKey);
        } else if (what === 'end') {
          const [item] = of(running, key);
          if (!item) continue;
          queue.ended(key);
          running = running.filter((other) => other !== item);
        } else {
          const item = of(waiting, key).at(-1);
          if (item) expect(queue.remove(key, item)).toBe(true);
          if (item) expect(queue.remove(key, item)).toBe(false);
          waiting = waiting.filter((other) => other !== item);
        }
      }
    }),
  );
});

it('lets a key with one item wait for at most one item of each other key', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(amounts, (others) => {
      const queue = new FairQueue<string>({ running: 1, runningPerKey: 1, waiting: 100, waitingPerKey: 10 });
      for (const [key, amount] of others.entries()) {
        for (let item = 0; item < amount; item += 1) queue.add(String(key), `${key}`);
      }
      queue.add('late', 'late');
      const served: string[] = [];
      for (let next = queue.next(); next; next = queue.next()) {
        served.push(next.item);
        queue.ended(next.key);
      }
      expect(served.indexOf('late')).toBe(others.length);
      expect(served).toHaveLength(others.reduce((sum, amount) => sum + amount, 1));
    }),
  );
});
