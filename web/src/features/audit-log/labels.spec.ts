import { readAuditSearch } from './audit-search';
import { fieldLabel, valueText } from './labels';

it.each([
  ['fiscalYearStartMonth', 'Fiscal year start month'],
  ['name', 'Name'],
  ['revenueTargets.monthly', 'Revenue targets monthly'],
])('names the field %p %p', (field, words) => {
  expect(fieldLabel(field)).toBe(words);
});

it.each([
  [null, '–'],
  [undefined, '–'],
  ['pro', 'pro'],
  [12, '12'],
  [{ amount: 1 }, '{"amount":1}'],
])('writes the value %p as %p', (value, words) => {
  expect(valueText(value)).toBe(words);
});

it('takes from an address what is a filter, and nothing else', () => {
  const search = { action: 'member.removed', actor: '019ab970-1c00-7000-8000-000000000002', from: '2026-11-01' };
  expect(readAuditSearch({ ...search, to: 'soon', other: 1 })).toEqual(search);
  expect(readAuditSearch({ action: 7, actor: 'me' })).toEqual({});
});
