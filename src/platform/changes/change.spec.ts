import fc from 'fast-check';
import { readMessage, withoutRepeated, writeMessage } from './change.js';

const change = fc.record({
  topic: fc.constantFrom('a', 'b'),
  id: fc.option(fc.constantFrom('1', '2')),
  recipient: fc.option(fc.constantFrom('x', 'y')),
});

it('a message is read as it was written', () => {
  fc.assert(
    fc.property(fc.string(), fc.option(fc.array(change)), (origin, changes) => {
      expect(readMessage(writeMessage({ origin, changes }))).toEqual({ origin, changes });
    }),
  );
});

it('a text that is not a message is none', () => {
  for (const text of ['', '{}', '[]', '{"origin":"o","changes":[{"topic":1}]}']) expect(readMessage(text)).toBeNull();
});

it('repeated changes are left out, and all others stay', () => {
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const texts = withoutRepeated(changes).map((one) => JSON.stringify(one));
      expect(new Set(texts)).toEqual(new Set(changes.map((one) => JSON.stringify(one))));
      expect(new Set(texts).size).toBe(texts.length);
    }),
  );
});
