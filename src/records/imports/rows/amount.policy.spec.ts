import fc from 'fast-check';
import { minorUnits } from '../../../platform/money/currency.js';
import { decimalAmount } from '../../../platform/money/format-amount.js';
import { readUnits, type DecimalMark } from './amount.policy.js';

const read = (text: string, currency = 'EUR', decimalMark: DecimalMark | null = null, isCurrencyGiven = false) =>
  readUnits({ text, currency, decimalMark, isCurrencyGiven });

describe('an amount in units', () => {
  it.each([
    ['1234', '123400'],
    ['1234.5', '123450'],
    ['1234,50', '123450'],
    ['1.234,50', '123450'],
    ['1,234.50', '123450'],
    ['1 234,50 €', '123450'],
    ['€1.234.567', '123456700'],
    ["1'234.50", '123450'],
    ['1,23,45,678.90', '1234567890'],
    ['EUR 0.05', '5'],
    ['.5', '50'],
    ['0', '0'],
    ['12.3400', '1234'],
    ['0.100', '10'],
    ['90071992547409.91', '9007199254740991'],
  ])('%j is %s minor units of EUR', (text, minor) => {
    expect(read(text)).toEqual({ minor, currency: 'EUR' });
  });

  it.each([
    ['1.234', 'EUR', ',', '123400'],
    ['1,234', 'EUR', '.', '123400'],
    ['1,234', 'KWD', ',', '1234'],
    ['1,234', 'KWD', '.', '1234000'],
    ['12,500', 'KWD', ',', '12500'],
    ['1.234', 'JPY', null, '1234'],
    ['1234', 'HUF', null, '123400'],
  ] as const)('%j in %s with the mark %j is %s', (text, currency, mark, minor) => {
    expect(read(text, currency, mark)).toEqual({ minor, currency });
  });

  it.each([
    ['$12', 'USD'],
    ['US$12', 'USD'],
    ['$12', 'CAD'],
    ['12 kr', 'SEK'],
  ])('%j is taken in %s', (text, currency) => {
    expect(read(text, currency)).toEqual({ minor: '1200', currency });
  });

  it('says its currency where no column does, and never contradicts one', () => {
    expect(read('£12')).toEqual({ minor: '1200', currency: 'GBP' });
    expect(read('12 JPY')).toEqual({ minor: '12', currency: 'JPY' });
    expect(read('£12', 'EUR', null, true)).toEqual({ refusal: expect.stringContaining('in EUR') as unknown });
    expect(read('$12')).toEqual({ refusal: expect.stringContaining('in EUR') as unknown });
  });

  it.each([
    ['1.234', 'Choose the decimal mark'],
    ['1,234', 'Choose the decimal mark'],
    ['1.2.3', 'groups of three'],
    ['1,2345.00', 'groups of three'],
    ['12.345,6.7', 'groups of three'],
    ['1.005,123', '2 decimal places'],
    ['-5', 'of 0 or more'],
    ['abc', 'in EUR'],
    ['1e3', 'in EUR'],
    ['99999999999999999', 'too large'],
  ])('%j is refused', (text, sentence) => {
    expect(read(text)).toEqual({ refusal: expect.stringContaining(sentence) as unknown });
  });

  it('is read back as it was written, with either mark, and as nothing else without one', () => {
    const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const currencies = fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF', 'HUF');
    fc.assert(
      fc.property(amounts, currencies, fc.constantFrom<DecimalMark>('.', ','), (amount, currency, mark) => {
        const [whole = '', fraction] = decimalAmount(amount, currency).split('.');
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, mark === '.' ? ',' : '.');
        for (const start of [whole, grouped]) {
          const text = fraction === undefined ? start : `${start}${mark}${fraction}`;
          expect(read(text, currency, mark)).toEqual({ minor: String(amount), currency });
          const alone = read(text, currency);
          if ('minor' in alone) expect(alone.minor).toBe(String(amount));
        }
        expect(minorUnits(currency)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
