import fc from 'fast-check';
import { isReservedSlug, canCreateFreeOrganization, refusalOfName, slugOf } from './organization.policy.js';

describe('creating an organization', () => {
  it.each([
    [0, true],
    [9, true],
    [10, false],
    [11, false],
  ])('with %i organizations on Free owned: %s', (owned, allowed) => {
    expect(canCreateFreeOrganization(owned)).toBe(allowed);
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
    'AC\\DC',
    '¯\\_(ツ)_/¯',
    'A < B',
    '<b>x</b>',
    'A/B, C / D',
    '❤\ufe0f'.repeat(50),
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
    'ftp://x',
    'Sales WWW.evil.example',
    '❤\ufe0f'.repeat(51),
    '\u3164',
    '\u115f',
    '\u2800',
    '\u00ad',
    '\u034f',
    '\u{e0067}',
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

  it.each([
    ['Müller GmbH', 'mueller-gmbh'],
    ['YouTube', 'youtube'],
    ['iPhone XS', 'iphone-xs'],
    ['Ümlaut & Söhne', 'uemlaut-and-soehne'],
    ['AC\\DC', 'ac-dc'],
    ['株式会社', 'organization'],
  ])('of %s is %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it.each(['api', 'admin', 'login', 'support', 'security', 'clerk', 'www', 'stripe'])(
    'that cannot be taken: %s',
    (slug) => {
      expect(isReservedSlug(slug)).toBe(true);
    },
  );

  it.each(['acme', 'organization-1', 'api-tools', 'the-support'])('that can be taken: %s', (slug) => {
    expect(isReservedSlug(slug)).toBe(false);
  });
});
