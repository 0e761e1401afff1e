import { amountExamples } from './amounts';

it('shows amounts with the decimal places of the currency, and says that they are allowed', () => {
  expect(amountExamples('EUR', 'en')).toMatchObject({
    units: '1234 is €1,234.00. Decimals are allowed: 1234.50.',
    minor: '1234 is €12.34. Exports from this product use this format.',
  });
  expect(amountExamples('KWD', 'en').minor).toContain('1.234');
});

it('shows none where the currency has none', () => {
  const { units, minor, marks } = amountExamples('JPY', 'en');
  expect(units).toBe('1234 is ¥1,234.');
  expect([units, minor, ...marks.map(({ label }) => label)].join(' ')).not.toMatch(/\d[.,]\d\d?\b/);
});
