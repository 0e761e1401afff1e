import fc from 'fast-check';
import { inertName, plainName } from './inert-name.js';

const ZWNJ = '\u200C';
const visible = (name: string): string => name.replaceAll(ZWNJ, '');

describe('a name in an email', () => {
  it.each([
    'evil.com',
    'www.evil.com',
    'https://evil.example/x',
    'HTTPS://EVIL.EXAMPLE',
    'mailto:me@evil.example',
    'me@evil.example',
    'evil。com',
    'evil．com',
    'http:\\\\evil.example',
    'Call https://evil.example/x now',
  ])('%p is not a link any longer, and looks the same', (name) => {
    const inert = inertName(name);
    expect(inert).not.toMatch(/\S[.@:/\\。．](?=[^\s\u200C])/u);
    expect(inert).not.toMatch(/:\/\/|www\.|@\w/i);
    expect(visible(inert)).toBe(name);
  });

  it.each(['+1 900 555 0123', '+49(30)1234567', '0900-123456', '+1.900.555.0123'])(
    '%p is not a telephone number to call',
    (name) => {
      expect(inertName(name)).not.toMatch(/\d\d/);
      expect(visible(inertName(name))).toBe(name);
    },
  );

  it.each([
    'Ada Lovelace',
    'Acme Inc.',
    'St. Mary’s',
    'Müller & Söhne',
    '株式会社テスト',
    'Ωmega',
    '🦊 Fox',
    '1984',
    'O’Neil-Smith',
  ])('%p stays exactly as it is', (name) => {
    expect(inertName(name)).toBe(name);
  });

  it('keeps emoji and Persian words that are made with joiners', () => {
    expect(inertName('👩‍👩‍👧 Family')).toBe('👩‍👩‍👧 Family');
    expect(inertName('می‌خواهم')).toBe('می‌خواهم');
  });

  it('stays on one line', () => {
    expect(plainName('Ada\r\nBcc: all@evil.example')).toBe('Ada Bcc: all@evil.example');
    expect(plainName('Ada\u2028Lovelace\t\n x')).toBe('Ada Lovelace x');
  });

  it('has no encoded word, which a header would decode', () => {
    expect(plainName('=?utf-8?q?=E2=80=AEBoss?=')).not.toContain('=?');
    expect(visible(plainName('=?utf-8?q?Boss?='))).toBe('=?utf-8?q?Boss?=');
  });

  it.each([
    '\u202E',
    '\u202A',
    '\u2066',
    '\u2069',
    '\u200E',
    '\u200F',
    '\u061C',
    '\u200B',
    '\u2060',
    '\uFEFF',
    '\u0000',
  ])('loses the invisible character %j', (invisible) => {
    expect(plainName(`Ada${invisible}Lovelace`)).toBe('AdaLovelace');
  });

  it('loses a lone surrogate', () => {
    expect(plainName('Ada\uD83D')).toBe('Ada');
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
        expect(inertName(inertName(name))).toBe(inertName(name));
        expect(inertName(name)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
