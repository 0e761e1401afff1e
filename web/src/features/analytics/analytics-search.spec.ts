import { readAnalyticsSearch } from './analytics-search';

it('takes what it knows from an address', () => {
  const search = { tab: 'team', fiscalYear: 2027, from: '2026-11-01', to: '2026-11-30', sort: '-dealsWon', q: 'ada' };
  expect(readAnalyticsSearch(search)).toEqual(search);
});

it('takes the name of a range', () => {
  expect(readAnalyticsSearch({ range: 'last-month' })).toEqual({ range: 'last-month' });
});

it.each([
  [{ tab: 'other' }],
  [{ fiscalYear: 'soon' }],
  [{ fiscalYear: 12.5 }],
  [{ from: '2026-13-01' }],
  [{ to: ['2026-11-01'] }],
  [{ sort: 'membershipId' }],
  [{ range: 'next-year' }],
  [{ q: '' }],
])('leaves out %p', (search) => {
  expect(readAnalyticsSearch(search)).toEqual({});
});
