import fc from 'fast-check';
import { Problem } from '../http/problem.js';
import { parseSort, pageClauses, toPage, type Sort, type SortKey } from './keyset.js';
import { containsPattern } from './search.js';

const KEYS = {
  name: { sql: 'lower(name)', type: 'text', nullable: false },
  seen: { sql: 'seen_at', type: 'timestamptz', nullable: true },
  rank: { sql: 'rank', type: 'integer', nullable: false },
} as const satisfies Record<string, SortKey>;

const sorts = fc.constantFrom('name', '-name', 'seen', '-seen', 'rank', '-rank').map((text) => parseSort(text, KEYS));

function valueFor({ key }: Sort): fc.Arbitrary<string | number | null> {
  if (key.type === 'integer') return fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 });
  const text =
    key.type === 'text'
      ? fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'))
      : fc
          .date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('9999-12-31') })
          .map((day) => day.toISOString());
  return key.nullable ? fc.option(text) : text;
}

/** The cursor that a list returns after a row with this value. */
function cursorOf(sort: Sort, value: string | number | null, id: string): string {
  const { nextCursor } = toPage(
    [1, 2],
    1,
    sort,
    () => ({ value, id }),
    (row) => row,
  );
  return nextCursor ?? '';
}

function pointerOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.members.errors?.[0]?.pointer;
  }
}

describe('a sort', () => {
  it('is one of the names, in either direction', () => {
    expect(parseSort('name', KEYS)).toEqual({ name: 'name', key: KEYS.name, descending: false });
    expect(parseSort('-seen', KEYS)).toEqual({ name: '-seen', key: KEYS.seen, descending: true });
  });

  it.each(['', '-', 'other', '--name', 'name desc', 'lower(name)'])('is not %j', (text) => {
    expect(pointerOf(() => parseSort(text, KEYS))).toBe('/sort');
  });
});

describe('a cursor', () => {
  it('continues after the row from which it was made, for every sort and value', () => {
    const cases = sorts.chain((sort) => fc.tuple(fc.constant(sort), valueFor(sort), fc.uuid()));
    fc.assert(
      fc.property(cases, ([sort, value, id]) => {
        const { values, where, orderBy } = pageClauses(sort, 'id', cursorOf(sort, value, id));
        expect(values).toEqual(value === null ? { cursorId: id } : { cursorValue: value, cursorId: id });
        expect(where).toContain(sort.descending ? '<' : '>');
        expect(where).toContain(
          value === null ? ':cursorId::uuid' : `(:cursorValue::${sort.key.type}, :cursorId::uuid)`,
        );
        expect(orderBy).toMatch(
          sort.key.nullable ? /(asc|desc) nulls last, id (asc|desc)$/ : /(asc|desc), id (asc|desc)$/,
        );
        // Values are parameters, never part of the text.
        if (typeof value === 'string' && value.length > 8) expect(where).not.toContain(value);
      }),
    );
  });

  it('keeps null values at the end, in both directions', () => {
    for (const name of ['seen', '-seen']) {
      const sort = parseSort(name, KEYS);
      const afterValue = pageClauses(sort, 'id', cursorOf(sort, '2026-01-01T00:00:00.000Z', crypto.randomUUID()));
      expect(afterValue.where).toContain('or seen_at is null');
      const afterNull = pageClauses(sort, 'id', cursorOf(sort, null, crypto.randomUUID()));
      expect(afterNull.where).toMatch(/^\(seen_at is null and id [<>] :cursorId::uuid\)$/);
    }
  });

  it('of another sort is refused', () => {
    const cursor = cursorOf(parseSort('name', KEYS), 'Ada', crypto.randomUUID());
    for (const name of ['-name', 'seen', 'rank']) {
      expect(pointerOf(() => pageClauses(parseSort(name, KEYS), 'id', cursor))).toBe('/cursor');
    }
  });

  it('that no list returned is refused', () => {
    const garbage = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
      fc.array(fc.jsonValue(), { maxLength: 4 }).map((list) => Buffer.from(JSON.stringify(list)).toString('base64url')),
    );
    fc.assert(
      fc.property(sorts, garbage, (sort, cursor) => {
        expect(pointerOf(() => pageClauses(sort, 'id', cursor))).toBe('/cursor');
      }),
    );
  });

  it.each([
    ['a text with NUL', 'name', 'a\0b'],
    ['a number for a text', 'name', 7],
    ['a null where there is none', 'name', null],
    ['half a character', 'name', '\ud800'],
    ['no time', 'seen', 'yesterday-ish'],
    ['a day that does not exist', 'seen', '2022-02-30T00:00:00.000Z'],
    ['a second too many', 'seen', '2022-02-03T00:00:60.000Z'],
    ['an hour too many', 'seen', '2022-02-03T24:00:00.000Z'],
    ['a year of six digits', 'seen', '+275760-09-13T00:00:00.000Z'],
    ['a year before all', 'seen', '-000001-01-01T00:00:00.000Z'],
    ['the year 0', 'seen', '0000-01-01T00:00:00.000Z'],
    ['a time with another offset', 'seen', '2022-02-03T00:00:00.000+02:00'],
    ['a time without milliseconds', 'seen', '2022-02-03T00:00:00Z'],
    ['a day', 'seen', '2022-02-03'],
    ['infinity', 'seen', 'infinity'],
    ['a number for a time', 'seen', 0],
    ['a fraction', 'rank', 1.5],
    ['more than an integer holds', 'rank', 2 ** 31],
    ['less than an integer holds', 'rank', -(2 ** 31)],
    ['a text for a number', 'rank', '1'],
  ])('with %s in it is refused', (_what, name, value) => {
    const cursor = Buffer.from(JSON.stringify([name, value, crypto.randomUUID()])).toString('base64url');
    expect(pointerOf(() => pageClauses(parseSort(name, KEYS), 'id', cursor))).toBe('/cursor');
  });
});

describe('a page', () => {
  it('shows at most the limit, and has a cursor exactly when there is more', () => {
    fc.assert(
      fc.property(fc.nat({ max: 120 }), fc.integer({ min: 1, max: 100 }), (count, limit) => {
        const rows = Array.from({ length: count }, (_, index) => ({ rank: index })).slice(0, limit + 1);
        const page = toPage(
          rows,
          limit,
          parseSort('rank', KEYS),
          ({ rank }) => ({ value: rank, id: crypto.randomUUID() }),
          (row) => row,
        );
        expect(page.data).toEqual(rows.slice(0, limit));
        expect(page.nextCursor !== null).toBe(count > limit);
      }),
    );
  });

  it('takes the wildcards of a search literally', () => {
    expect(containsPattern('50%_\\')).toBe('%50\\%\\_\\\\%');
    expect(containsPattern('')).toBeNull();
    expect(containsPattern(undefined)).toBeNull();
  });
});
