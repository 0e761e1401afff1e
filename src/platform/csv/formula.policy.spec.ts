import fc from 'fast-check';
import { escapeFormula } from './formula.policy.js';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('makes %j a text', (formula) => {
  expect(escapeFormula(formula)).toBe(`'${formula}`);
});

it('leaves every other text as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!['=', '+', '-', '@', '\t', '\r'].includes(text.charAt(0)));
      expect(escapeFormula(text)).toBe(text);
    }),
  );
});
