import { isCurrency, minorUnits } from './currency.js';

describe('currencies', () => {
  it.each(['EUR', 'USD', 'GBP', 'JPY', 'CHF', 'KWD', 'XAF', 'XOF', 'XCD', 'XCG', 'CLF'])('knows %s', (code) => {
    expect(isCurrency(code)).toBe(true);
  });

  it.each(['eur', 'Eur', ' EUR', 'EUR ', 'EU', 'EURO', '978', '', 'ABC', 'DEM', 'HRK', 'BTC', 'toString'])(
    'refuses %p',
    (code) => {
      expect(isCurrency(code)).toBe(false);
    },
  );

  it.each(['XXX', 'XTS', 'XAU', 'XDR'])('refuses %s, which has no minor unit', (code) => {
    expect(isCurrency(code)).toBe(false);
  });

  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['ISK', 0],
    ['XCG', 2],
  ])('counts %s with %i decimal places', (code, digits) => {
    expect(minorUnits(code)).toBe(digits);
  });

  it('has no minor unit for what is no currency', () => {
    expect(() => minorUnits('XXX')).toThrow(RangeError);
  });
});
