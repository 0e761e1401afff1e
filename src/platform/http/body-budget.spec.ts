import fc from 'fast-check';
import { BodyBudget } from './body-budget.js';

const LIMITS = { perSender: 100, total: 250 };

it('holds each sender and all together to their limits, and what is given back can be taken again', () => {
  const sender = fc.constantFrom('a', 'b', 'c', 'd', null);
  const action = fc.record({ sender, bytes: fc.integer({ min: 1, max: 120 }) });
  fc.assert(
    fc.property(fc.array(fc.oneof(action, fc.constant(null)), { maxLength: 60 }), (actions) => {
      const budget = new BodyBudget(LIMITS);
      const held: { sender: string | null; bytes: number; giveBack: () => void }[] = [];
      const sum = (of?: string): number =>
        held.filter((one) => of === undefined || one.sender === of).reduce((all, { bytes }) => all + bytes, 0);
      for (const next of actions) {
        if (!next) {
          const first = held.shift();
          // Twice, as with a connection that breaks after its body was read.
          first?.giveBack();
          first?.giveBack();
          continue;
        }
        const isLimited = next.sender !== null;
        const reservation = budget.reserve(next.sender, next.bytes);
        if (sum() + next.bytes > LIMITS.total) expect(reservation).toBe('all');
        else if (isLimited && sum(next.sender ?? '') + next.bytes > LIMITS.perSender)
          expect(reservation).toBe('sender');
        else expect(reservation).toBeInstanceOf(Function);
        if (typeof reservation === 'function') held.push({ ...next, giveBack: reservation });
      }
    }),
  );
});
