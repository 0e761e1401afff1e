import { ownerRows, shownRows, totalText } from './owner-rows.js';
import { readOwnershipSearch } from './ownership-search.js';
import type { RecordOwner } from './queries.js';

const owner = (name: string | null, status: RecordOwner['status'], leads: number, deals = 0): RecordOwner => ({
  membershipId: status === 'unassigned' ? null : `membership of ${name ?? ''}`,
  name,
  status,
  previousOwnerId: status === 'unassigned' && name !== null ? `membership of ${name}` : null,
  counts: { leads, deals, campaigns: 0, sequences: 0 },
});

const ROWS = ownerRows([
  owner('Ada', 'active', 2, 5),
  owner('Ben', 'removed', 7),
  owner('Cleo', 'active', 2),
  owner('Dana', 'unassigned', 3),
  owner(null, 'unassigned', 1),
]);

const titles = (search: Record<string, unknown>) =>
  shownRows(ROWS, readOwnershipSearch(search)).map((row) => row.title);

describe('the owners', () => {
  it('are in the order of the service, and those with the same number stay in it', () => {
    expect(titles({})).toEqual([
      'Ada',
      'Ben',
      'Cleo',
      'Unassigned (previously Dana’s)',
      'Unassigned (never had an owner)',
    ]);
    expect(titles({ sort: '-owner' })[0]).toBe('Unassigned (never had an owner)');
    expect(titles({ sort: '-total' }).slice(0, 2)).toEqual(['Ada', 'Ben']);
    expect(titles({ sort: 'leads' })).toEqual([
      'Unassigned (never had an owner)',
      'Ada',
      'Cleo',
      'Unassigned (previously Dana’s)',
      'Ben',
    ]);
  });

  it.each([
    [{ q: 'DAN' }, ['Unassigned (previously Dana’s)']],
    [{ owners: 'removed' }, ['Ben']],
    [{ owners: 'unassigned', q: 'never' }, ['Unassigned (never had an owner)']],
    [{ q: 'no one of this name' }, []],
    [{ owners: 'nonsense', sort: 'nonsense', q: '' }, ROWS.map(({ title }) => title)],
  ])('that match %p', (search, expected) => {
    expect(titles(search)).toEqual(expected);
  });

  it('are counted, with what belongs to no one', () => {
    expect(totalText(ROWS)).toBe('3 owners, 20 records: 15 leads, 5 deals; 4 unassigned');
    expect(totalText(ROWS.slice(2, 3))).toBe('1 owner, 2 records: 2 leads');
    expect(totalText([])).toBe('0 owners, 0 records');
  });

  it('can be selected where their records can be reassigned by themselves', () => {
    expect(ROWS.map(({ source }) => source !== null)).toEqual([true, true, true, true, false]);
  });
});
