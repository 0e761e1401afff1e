import fc from 'fast-check';
import { activeCurrencies, currencyDigits } from '../../../../src/platform/money/currency';
import { decimalAmount, groupedAmount } from '../../../../src/platform/money/format-amount';
import { formatMoney as formatInMail } from '../../../../src/platform/money/format-figure';
import { CURRENCY_DIGITS, WITHDRAWN_CURRENCIES } from './currency-table';
import { columnFormat, digitsOf, formatAmount, formatMoney, formatWhole, groupDigits, parseAmount } from './money';

const LOCALES = ['en', 'en-IN', 'de', 'de-CH', 'fr', 'es', 'pt-BR', 'pl', 'hi', 'ar', 'ar-EG', 'fa', 'ja', 'sv', 'bn'];

const locales = fc.constantFrom(...LOCALES);
const currencies = fc.constantFrom(...Object.keys(CURRENCY_DIGITS));
const amounts = fc.oneof(
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  fc.integer({ min: 0, max: 2_000_000 }),
  fc.constantFrom(0, 1, 12_500, 1_234_000, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 2),
);

describe('the table of currencies', () => {
  it('is the one of the service', () => {
    // "npm run currency-table" writes it again.
    expect(CURRENCY_DIGITS).toEqual(Object.fromEntries(currencyDigits()));
    const active = activeCurrencies();
    expect(WITHDRAWN_CURRENCIES).toEqual(Object.keys(CURRENCY_DIGITS).filter((code) => !active.includes(code)));
  });

  it('differs from that of the browser, which is why there is one', () => {
    const own = (currency: string) =>
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
    expect(Object.keys(CURRENCY_DIGITS).filter((code) => own(code) !== digitsOf(code))).toContain('HUF');
  });
});

describe('an amount in a field', () => {
  it('reads back as itself, whatever the amount, the currency and the locale', () => {
    fc.assert(
      fc.property(amounts, currencies, locales, (amount, currency, locale) => {
        expect(parseAmount(formatAmount(amount, currency, locale), currency, locale)).toBe(amount);
      }),
      { numRuns: 3_000 },
    );
  });

  it('reads back for each currency in each locale', () => {
    for (const locale of LOCALES) {
      for (const currency of Object.keys(CURRENCY_DIGITS)) {
        const text = formatAmount(1_234_567, currency, locale);
        expect([locale, currency, parseAmount(text, currency, locale)]).toEqual([locale, currency, 1_234_567]);
      }
    }
  });

  it('stays the same amount when its digits are grouped, however often, and reads back as itself', () => {
    fc.assert(
      fc.property(amounts, currencies, locales, (amount, currency, locale) => {
        const grouped = groupDigits(formatAmount(amount, currency, locale), currency, locale);
        expect(parseAmount(grouped, currency, locale)).toBe(amount);
        expect(groupDigits(grouped, currency, locale)).toBe(grouped);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['120000', 'EUR', 'en', '120,000'],
    ['120000.5', 'EUR', 'en', '120,000.50'],
    ['120000', 'EUR', 'de', '120.000'],
    ['1234567', 'INR', 'en-IN', '12,34,567'],
    ['12500', 'JPY', 'ja', '12,500'],
    ['1234.5', 'KWD', 'en', '1,234.500'],
    ['0', 'EUR', 'en', '0'],
    ['', 'EUR', 'en', ''],
    ['1.234', 'EUR', 'en', '1.234'],
    ['twelve', 'EUR', 'en', 'twelve'],
  ])('%p of %s in %s is shown as %p', (text, currency, locale, shown) => {
    expect(groupDigits(text, currency, locale)).toBe(shown);
  });

  it('is read as the locale writes plain numbers, with their thousands and their digits', () => {
    fc.assert(
      fc.property(amounts, currencies, locales, (amount, currency, locale) => {
        const digits = digitsOf(currency);
        const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits });
        const written = format.format(decimalAmount(amount, currency) as Intl.StringNumericLiteral);
        expect(parseAmount(written, currency, locale)).toBe(amount);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['50000', 'EUR', 'en', 50_000_00],
    ['5000000', 'HUF', 'en', 500_000_000],
    ['25,000.50', 'EUR', 'en', 25_000_50],
    ['25.000,50', 'EUR', 'de', 25_000_50],
    ['25 000,5', 'EUR', 'fr', 25_000_50],
    ['1.234', 'EUR', 'de', 1_234_00],
    ['12.500', 'KWD', 'en', 12_500],
    ['12,500', 'KWD', 'en', 12_500_000],
    ['12,500', 'KWD', 'de', 12_500],
    ['12.500', 'KWD', 'de', 12_500_000],
    ['12,50', 'EUR', 'en', 12_50],
    ['12.5', 'EUR', 'de', 12_50],
    ["1'234.50", 'CHF', 'de-CH', 1_234_50],
    ['12,34,567', 'INR', 'hi', 12_34_567_00],
    ['١٢٫٥', 'KWD', 'ar-EG', 12_500],
  ])('%p of %s in %s is %i', (text, currency, locale, amount) => {
    expect(parseAmount(text, currency, locale)).toBe(amount);
  });

  it.each([
    // Could be 1,234 or 1.234: the locale has no thousands mark of this kind, or the currency not so many digits.
    ['1.234', 'EUR', 'en'],
    ['1.234', 'KWD', 'fr'],
    ['1,234', 'KWD', 'de-CH'],
    ['1,23,4', 'EUR', 'en'],
    ['1.2.3', 'EUR', 'de'],
    ['1,234.567,89', 'EUR', 'en'],
    ['12 34', 'EUR', 'en'],
    ['1,000 000', 'EUR', 'en'],
    ['12.', 'EUR', 'en'],
    ['.5', 'EUR', 'en'],
    ['-5', 'EUR', 'en'],
    ['5.5', 'JPY', 'en'],
    ['1e3', 'EUR', 'en'],
    ['', 'EUR', 'en'],
    ['90071992547409.92', 'EUR', 'en'],
  ])('%p of %s in %s is refused', (text, currency, locale) => {
    expect(parseAmount(text, currency, locale)).toBeNull();
  });
});

describe('an amount in words', () => {
  it('has the same digits in the console, the CSV, the emails and the PDF', () => {
    fc.assert(
      fc.property(amounts, currencies, (amount, currency) => {
        const parts = /^\D*([\d,]+(?:\.\d+)?)\D*$/.exec(formatMoney({ amount, currency }, 'en'));
        const inConsole = parts?.[1]?.replaceAll(',', '');
        expect(inConsole).toBe(decimalAmount(amount, currency));
        expect(inConsole).toBe(groupedAmount(amount, currency).replaceAll('\u00a0', ''));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is the same text in the console and in the emails', () => {
    fc.assert(
      fc.property(amounts, currencies, (amount, currency) => {
        const inConsole = columnFormat([{ amount, currency }])({ amount, currency });
        expect(formatInMail({ amount, currency })).toBe(inConsole);
      }),
      { numRuns: 3_000 },
    );
    expect(formatInMail({ amount: 15_600_000, currency: 'EUR' })).toBe('€156,000');
    expect(formatInMail({ amount: 123_450, currency: 'EUR' })).toBe('€1,234.50');
  });

  it('of HUF has its two digits', () => {
    expect(formatMoney({ amount: 10_000_000, currency: 'HUF' }, 'en')).toBe('HUF\u00a0100,000.00');
  });
});

it('writes a column with the same number of decimal places', () => {
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  expect([eur(122_883_00), eur(0)].map(columnFormat([eur(122_883_00), eur(0)]))).toEqual(['€122,883', '€0']);
  const mixed = [eur(122_883_00), eur(128_302_50), eur(-5)];
  expect(mixed.map(columnFormat(mixed))).toEqual(['€122,883.00', '€128,302.50', '-€0.05']);
  expect([{ amount: 5, currency: 'JPY' }].map(columnFormat([]))).toEqual(['¥5']);
});

it('writes whole units in sentences', () => {
  expect(formatWhole({ amount: 125_000_40, currency: 'EUR' })).toBe('€125,000');
});
