import { readAuditSearch } from './audit-search';
import { fieldLabel, memberIdOf, textOf } from './labels';

it.each([
  ['fiscalYearStartMonth', 'Fiscal year start month'],
  ['name', 'Name'],
  ['revenueTargets.monthly', 'Revenue targets monthly'],
])('names the field %p %p', (field, words) => {
  expect(fieldLabel(field)).toBe(words);
});

it.each([
  ['name', null, ''],
  ['name', undefined, ''],
  ['plan', 'pro', 'pro'],
  ['role', 'admin', 'Admin'],
  ['unlimited', true, 'on'],
  ['fiscalYearStartMonth', 12, '12'],
  ['amount', { amount: 1_000_00, currency: 'USD' }, '$1,000.00'],
  ['filters', { group: 'security' }, '{"group":"security"}'],
  [
    'records',
    {
      mode: 'split',
      total: 3,
      counts: { leads: 2, deals: 1, campaigns: 0 },
      newOwners: [
        { membershipId: 'a', name: 'Alan', weight: 2, records: 2 },
        { membershipId: 'm', name: 'Mary', weight: 1, records: 1 },
      ],
    },
    '3 records (leads 2, deals 1): Alan 2, Mary 1',
  ],
  ['records', { mode: 'unassign', total: null, counts: null, newOwners: [] }, 'more than 100,000 records, unassigned'],
])('writes the value of %p, %p, as %p', (field, value, words) => {
  expect(textOf(field, value, 'UTC')).toBe(words);
});

it('takes the ID of a member for one only in a change of owners', () => {
  const id = '019ab970-1c00-7000-8000-000000000002';
  expect(memberIdOf('owner', id)).toBe(id);
  expect([memberIdOf('owner', null), memberIdOf('to', 'unassigned'), memberIdOf('campaignId', id)]).toEqual([
    null,
    null,
    null,
  ]);
});

it('takes from an address what is a filter, and nothing else', () => {
  const search = {
    action: 'member.removed',
    actor: '019ab970-1c00-7000-8000-000000000002',
    from: '2026-11-01',
    q: 'grace',
  };
  expect(readAuditSearch({ ...search, to: 'soon', other: 1 })).toEqual(search);
  expect(readAuditSearch({ action: 7, actor: 'me' })).toEqual({});
});
