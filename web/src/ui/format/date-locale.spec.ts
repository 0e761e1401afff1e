import { dateLocale } from './date-locale';

it.each([
  ['en-US', 'en-US'],
  ['en-IN', 'en-IN'],
  ['en', 'en'],
  ['de-DE', 'en-GB'],
  ['ar', 'en-GB'],
])('writes dates for %s in %s', (language, locale) => {
  expect(dateLocale(language)).toBe(locale);
});
