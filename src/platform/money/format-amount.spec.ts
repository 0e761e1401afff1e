import fc from 'fast-check';
import { decimalAmount, groupedAmount } from './format-amount.js';

it.each([
  [0, 'EUR', '0.00'],
  [5, 'EUR', '0.05'],
  [123_450, 'EUR', '1 234.50'],
  [123_450, 'JPY', '123 450'],
  [123_450, 'KWD', '123.450'],
  [7, 'CLF', '0.0007'],
  [9_007_199_254_740_991, 'EUR', '90 071 992 547 409.91'],
])('writes %i minor units of %s as %s', (amount, currency, text) => {
  expect(groupedAmount(amount, currency)).toBe(text.replaceAll(' ', '\u00a0'));
});

it('is exact to the unit', () => {
  const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(amounts, fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'), (amount, currency) => {
      expect(Number(decimalAmount(amount, currency).replace('.', ''))).toBe(amount);
      expect(groupedAmount(amount, currency).replaceAll('\u00a0', '')).toBe(decimalAmount(amount, currency));
    }),
  );
});
