import { currencies } from './locale-choices';
import { currencyOfLanguage } from './region-currency';

it.each([
  ['en-US', 'USD'],
  ['en-GB', 'GBP'],
  ['de-DE', 'EUR'],
  ['de-CH', 'CHF'],
  ['pt-BR', 'BRL'],
  ['ja', 'JPY'],
  ['zh-Hant-TW', 'TWD'],
  ['en-BB', 'EUR'],
  ['eo', 'EUR'],
])('takes for the language %s the currency %s', (tag, currency) => {
  expect(currencyOfLanguage(tag)).toBe(currency);
});

it('lists the currency of the region and the most used ones first, and each currency once', () => {
  const listed = currencies('EUR', 'SEK').map(({ value }) => value);
  expect(listed.slice(0, 4)).toEqual(['SEK', 'USD', 'EUR', 'GBP']);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed.slice(-1)).toEqual(['ZWG']);
  const dollars = currencies('EUR', 'EUR').filter(({ label }) => label.includes('Dollar'));
  expect(dollars.slice(0, 3).map(({ value }) => value)).toEqual(['USD', 'CAD', 'AUD']);
});
