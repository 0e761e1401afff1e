import fc from 'fast-check';
import { selectHistory } from './history.policy.js';

const exchanges = fc.array(fc.record({ question: fc.string(), answer: fc.string() }), { maxLength: 20 });
const sizeOf = ({ question, answer }: { question: string; answer: string }) => question.length + answer.length;

describe('the history that the model gets', () => {
  it('consists of the newest exchanges without a gap, in chronological order', () => {
    fc.assert(
      fc.property(exchanges, fc.nat({ max: 200 }), (newestFirst, characters) => {
        const history = selectHistory(newestFirst, characters);
        expect(history).toEqual(newestFirst.slice(0, history.length).reverse());
      }),
    );
  });

  it('fits, and one more exchange would not', () => {
    fc.assert(
      fc.property(exchanges, fc.nat({ max: 200 }), (newestFirst, characters) => {
        const count = selectHistory(newestFirst, characters).length;
        const size = (of: number) => newestFirst.slice(0, of).reduce((sum, exchange) => sum + sizeOf(exchange), 0);
        expect(size(count)).toBeLessThanOrEqual(characters);
        if (count < newestFirst.length) expect(size(count + 1)).toBeGreaterThan(characters);
      }),
    );
  });
});
