import fc from 'fast-check';
import {
  codePointsOf,
  fitName,
  isVisible,
  normalizeName,
  normalizeText,
  refusalOfText,
  type TextForm,
} from './text.policy.js';

const FORMS: readonly TextForm[] = ['name', 'line', 'text', 'search'];

/** One character to a reader and several code points to a column: at the limit each of them counts. */
const CLUSTERS: readonly (readonly [cluster: string, codePoints: number])[] = [
  ['a', 1],
  ['❤\ufe0f', 2],
  ['☎\ufe0e', 2],
  ['😀', 1],
  ['𠮷', 1],
  ['👩\u200d👩\u200d👧', 5],
  ['🏳\ufe0f\u200d🌈', 4],
  ['🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}', 7],
  ['क्षि', 4],
  ['x\u0301\u0302\u0303', 4],
  ['1\ufe0f\u20e3', 3],
];

describe('the length of a text', () => {
  it.each(CLUSTERS)('of %s is what char_length counts', (cluster, count) => {
    expect(codePointsOf(cluster)).toBe(count);
    expect(codePointsOf(cluster.repeat(50))).toBe(50 * count);
  });

  it.each(CLUSTERS)('is accepted at the limit and refused above it, made of %s', (cluster, count) => {
    for (const form of FORMS) {
      const most = Math.floor(100 / count) * count;
      const text = cluster.repeat(most / count);
      expect(refusalOfText(text, { form, max: most })).toBeNull();
      expect(refusalOfText(`${text}${cluster}`, { form, max: most })).toMatch(/characters/);
    }
  });

  it('of any accepted text is within its rule', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FORMS),
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.nat(30),
        (form, text, max) => {
          const normalized = normalizeText(text, form);
          if (refusalOfText(normalized, { form, max }) === null)
            expect(Array.from(normalized).length).toBeLessThanOrEqual(max);
        },
      ),
    );
  });
});

describe('a text', () => {
  it('is normalized by one call', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), fc.string({ unit: 'binary' }), (form, text) => {
        const once = normalizeText(text, form);
        expect(normalizeText(once, form)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['  Acme   Sales ', 'Acme Sales'],
    ['Acme\u00a0Sales', 'Acme Sales'],
    ['Acme \u2003\u202f\u3000 Sales', 'Acme Sales'],
    ['Zoe\u0308', 'Zo\u00eb'],
    ['\ufeffAcme\n', 'Acme'],
    ['Å', '\u00c5'],
  ])('as a name %j: %j', (given, stored) => {
    expect(normalizeName(given)).toBe(stored);
  });

  it('of several lines is not changed', () => {
    expect(normalizeText('  Zoe\u0308 \n\n two ', 'text')).toBe('  Zoe\u0308 \n\n two ');
  });

  it('that is searched for may have any character, and be empty', () => {
    expect(normalizeText(' \tZoe\u0308\u00a0 x\n', 'search')).toBe('Zo\u00eb x');
    expect(refusalOfText('', { form: 'search', max: 10 })).toBeNull();
    expect(refusalOfText('\u202e\u200b', { form: 'search', max: 10 })).toBeNull();
  });
});

describe('a name without visible characters', () => {
  it.each([
    '\u3164',
    '\u115f',
    '\u1160',
    '\uffa0',
    '\u2800',
    '\u00ad',
    '\u034f',
    '\u200b',
    '\u200c\u200d',
    '\ufe0f',
    '\u180e',
    '\u17b4',
    '\u0301',
    '\u{1d159}',
    '\u{13441}',
    '\u{e0067}\u{e007f}',
    '\u{e000}',
    '\u0378',
    '\u3164 \u2800',
  ])('is refused: %j', (name) => {
    expect(isVisible(name)).toBe(false);
    expect(refusalOfText(name, { form: 'name', max: 100 })).not.toBeNull();
    expect(refusalOfText(`${name}A`, { form: 'line', max: 100 })).toBeNull();
  });

  it.each(['A', '1', '!', '株', 'ক', 'ี้ก', '❤\ufe0f', '👩\u200d👧', '~', 'ߊ', '𝒜'])('is not %s', (name) => {
    expect(isVisible(name)).toBe(true);
    expect(refusalOfText(name, { form: 'name', max: 100 })).toBeNull();
  });
});

describe('control and direction characters', () => {
  it.each(['\n', '\t', '\u0000', '\u0085', '\u2028', '\u2029', '\u202a', '\u202e', '\u2066', '\u2069', '\ud800'])(
    'are refused in a line: %j',
    (character) => {
      for (const form of ['line', 'name'] as const) {
        expect(refusalOfText(`a${character}b`, { form, max: 100 })).toMatch(/^Remove/);
      }
    },
  );

  it.each(['\u061c', '\u200e', '\u200f', '\u200b', '\u2060', '\ufeff'])(
    'are refused in a name alone: %j',
    (character) => {
      expect(refusalOfText(`a${character}b`, { form: 'name', max: 100 })).toMatch(/^Remove/);
      expect(refusalOfText(`a${character}b`, { form: 'line', max: 100 })).toBeNull();
    },
  );
});

describe('a name from an identity provider', () => {
  it.each([
    ['Ada  Lovelace ', 'Ada Lovelace'],
    ['Ada\nLovelace', 'Ada Lovelace'],
    ['A\u202eda', 'A da'],
    ['\ud800', ''],
    ['\u3164', ''],
    [' \u00ad ', ''],
    ['', ''],
    ['Zoe\u0308', 'Zo\u00eb'],
  ])('%j becomes %j', (given, name) => {
    expect(fitName(given, 100)).toBe(name);
  });

  it('becomes a valid name, or empty', () => {
    const rule = { form: 'name', max: 12 } as const;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (given) => {
        const name = fitName(given, rule.max);
        expect(normalizeName(name)).toBe(name);
        expect(name === '' || refusalOfText(name, rule) === null).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
