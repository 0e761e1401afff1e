import fc from 'fast-check';
import { maskAddress, normalizeAddress } from './email-address.js';

describe('normalizing an address', () => {
  it.each([
    ['Ada@Example.COM', 'ada@example.com'],
    ['  ada@example.com ', 'ada@example.com'],
    ['a.d.a+tag@example.com', 'a.d.a+tag@example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
    ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
    ['\u200b\ufeff\u00a0\tada@example.com\ufeff\u200b\u3000\n', 'ada@example.com'],
    ['Zoe\u0308@example.com', 'zo\u00eb@example.com'],
    ['zo\u00eb@example.com', 'zo\u00eb@example.com'],
    ['\u0131da@example.com', '\u0131da@example.com'],
    ['ada@bu\u0308cher.example', 'ada@xn--bcher-kva.example'],
    ["o'neil/x=y@example.com", "o'neil/x=y@example.com"],
    ['"a@b"@example.com', '"a@b"@example.com'],
    ['"A..B"@example.com', '"a..b"@example.com'],
    ['"a\\\\b"@example.com', '"a\\\\b"@example.com'],
  ])('reads %s as %s', (text, expected) => {
    expect(normalizeAddress(text)).toBe(expected);
  });

  it.each([
    '',
    'ada',
    '@example.com',
    'ada@',
    'ada@localhost',
    'a b@example.com',
    'ada@\u212Aelvin.com',
    'ada@ｅxample.com',
    `${'a'.repeat(250)}@b.co`,
    // Longer in ASCII after NFC than before.
    '\u212Aelvin@example.com',
    'a\u1fefb@example.com',
    'ada@exa\u212Ample.com',
    // Invisible characters, and characters that change the text direction.
    ...[
      '\u200b',
      '\u00ad',
      '\u2060',
      '\u200e',
      '\u202e',
      '\ufeff',
      '\u200d',
      '\u034f',
      '\u3164',
      '\u115f',
      '\u2800',
    ].map((invisible) => `a${invisible}da@example.com`),
    'ada@b\u00fc\u00adcher.example',
    // Blanks, line ends and controls, quoted as well.
    ...[' ', '\u00a0', '\u3000', '\u2028', '\u2029', '\n', '\t', '\u0000', '\u0085', '\u007f'].flatMap((blank) => [
      `a${blank}b@example.com`,
      `"a${blank}b"@example.com`,
    ]),
    // Unassigned and private characters, and lone surrogates.
    'a\u0378b@example.com',
    'a\ue000b@example.com',
    'a\ud800b@example.com',
    // What SMTP would change.
    '"a<b>c"@iana.org',
    'a<b>c@iana.org',
    '"a"b"@example.com',
    '"a\\b"@example.com',
    '"\\"@example.com',
    '""@example.com',
    'a..b@example.com',
    '.a@example.com',
    'a@b@example.com',
    'a@[127.0.0.1]',
  ])('refuses %j', (text) => {
    expect(normalizeAddress(text)).toBeNull();
  });

  const anyText = fc.oneof(
    fc.emailAddress(),
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 20 }).map((local) => `${local}@example.com`),
    fc.string({ unit: 'binary', maxLength: 20 }).map((local) => `"${local}"@example.com`),
    fc.string({ unit: 'grapheme', maxLength: 8 }).map((label) => `ada@${label}.example`),
  );

  it('is idempotent: a normalized address stays the same', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalizeAddress(text);
        return once === null || normalizeAddress(once) === once;
      }),
      { numRuns: 2_000 },
    );
  });

  it('returns what the checks of the database accept, without invisible characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const address = normalizeAddress(text) ?? 'none';
        expect(address).toBe(address.normalize('NFC').replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
        expect(address).not.toMatch(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('masking an address', () => {
  it.each([
    ['marta@example.com', 'm…a@example.com'],
    ['me@example.com', 'm…@example.com'],
    ['m@example.com', 'm…@example.com'],
  ])('shows %s as %s', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });
});
