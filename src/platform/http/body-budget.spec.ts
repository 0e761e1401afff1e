import fc from 'fast-check';
import { BodyBudget } from './body-budget.js';

const LIMITS = { perSender: 100, inAll: 250 };

it('keeps the limits of each sender and of all together, and released bytes can be taken again', () => {
  const action = fc.record({ sender: fc.constantFrom('a', 'b', 'c', 'd'), bytes: fc.integer({ min: 1, max: 120 }) });
  fc.assert(
    fc.property(fc.array(fc.oneof(action, fc.constant(null)), { maxLength: 60 }), (actions) => {
      const budget = new BodyBudget(LIMITS);
      const held: { sender: string; bytes: number; giveBack: () => void }[] = [];
      const sum = (of?: string): number =>
        held.filter(({ sender }) => of === undefined || sender === of).reduce((all, { bytes }) => all + bytes, 0);
      for (const next of actions) {
        if (!next) {
          const first = held.shift();
          // Twice, as with a connection that breaks after its body was read.
          first?.giveBack();
          first?.giveBack();
          continue;
        }
        const fits = sum(next.sender) + next.bytes <= LIMITS.perSender && sum() + next.bytes <= LIMITS.inAll;
        const giveBack = budget.take(next.sender, next.bytes);
        expect(giveBack !== null).toBe(fits);
        if (giveBack) held.push({ ...next, giveBack });
      }
    }),
  );
});
