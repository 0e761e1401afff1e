import { activeCurrencies, currencyDigits, isCurrency, isKnownCurrency, minorUnits } from './currency.js';

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

  it.each(['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'ZWL'])('knows the withdrawn %s, and no longer offers it', (code) => {
    expect([isCurrency(code), isKnownCurrency(code), minorUnits(code)]).toEqual([false, true, 2]);
    expect(activeCurrencies()).not.toContain(code);
  });

  it('offers exactly the currencies that it accepts, each with its digits', () => {
    const table = new Map(currencyDigits());
    for (const code of activeCurrencies())
      expect([isCurrency(code), table.get(code)]).toEqual([true, minorUnits(code)]);
    expect(activeCurrencies()).toEqual(expect.arrayContaining(['SLE', 'ZWG', 'XCG', 'EUR']));
  });

  it.each(['XXX', 'XTS', 'XAU', 'XDR', 'XSU'])('refuses %s, which has no minor unit', (code) => {
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

  it('has no minor unit for a code that is not a currency', () => {
    expect(() => minorUnits('XXX')).toThrow(RangeError);
  });
});
