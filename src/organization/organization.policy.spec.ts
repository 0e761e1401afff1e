import fc from 'fast-check';
import { mayFound, refusalOfName, slugOf } from './organization.policy.js';

describe('founding', () => {
  it.each([
    [0, true],
    [9, true],
    [10, false],
    [11, false],
  ])('with %i organizations on Free owned: %s', (owned, allowed) => {
    expect(mayFound(owned)).toBe(allowed);
  });
});

describe('the name of an organization', () => {
  it.each([
    'A',
    'Ümlaut & Söhne',
    '株式会社',
    'a'.repeat(100),
    '🦀'.repeat(100),
    'Dr. No Ltd.',
    "O'Neill",
    'می\u200cخواهم',
    '👩‍👩‍👧',
  ])('takes %s', (name) => {
    expect(refusalOfName(name)).toBeNull();
  });

  it.each([
    '',
    'a'.repeat(101),
    'a\nb',
    'a\u202eb',
    'a\u200bb',
    'a\u200fb',
    ' ',
    '\u200c\u200d',
    'https://evil.example',
    '//evil',
    'www.evil.example',
    '<b>x</b>',
  ])('refuses %j', (name) => {
    expect(refusalOfName(name)).not.toBeNull();
  });
});

describe('the slug of a name', () => {
  it('is always a short path segment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slugOf(name).length).toBeLessThanOrEqual(50);
      }),
    );
  });
});
