import fc from 'fast-check';
import { findWebAddress } from './web-address.policy.js';

const word = fc.stringMatching(/^[a-z]{1,9}$/);
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
const domain = fc.constantFrom(
  'com',
  'org',
  'net',
  'de',
  'io',
  'co.uk',
  'shop',
  'example',
  'xn--p1ai',
  'рф',
  'COM',
  'Com',
);
const path = fc.constantFrom('', '/', '/path', '/a?b=c', ':8080', ':443/x', '?x', '#top');
const words = fc.array(word, { maxLength: 8 }).map((list) => list.join(' '));

describe('a web address', () => {
  it.each([
    'https://evil.example',
    'HTTP://EVIL',
    'ftp://files',
    'javascript://x',
    'www.evil',
    'WWW2.evil.example',
    'example.com',
    'example.com/path',
    'sub.example.co.uk:8080/x',
    'Evil.Com',
    'EVIL.COM',
    'bücher.de',
    'xn--bcher-kva.de',
    'пример.рф',
    'evil。com',
    'evil．com',
    'ｅｖｉｌ.com',
    'ev\u200bil.c\u200dom',
    'it@evil.example/sign-in',
    'mailto:ada@example.com',
    '10.0.0.1/login',
    '10.0.0.1:8080',
    'done.It/path',
    'example.com.It',
  ])('is found: %s', (address) => {
    expect(findWebAddress(address)).not.toBeNull();
    expect(findWebAddress(`Look (${address}), please.`)).not.toBeNull();
  });

  it('is found wherever it is', () => {
    fc.assert(
      fc.property(
        words,
        fc.array(label, { minLength: 1, maxLength: 3 }),
        domain,
        path,
        words,
        (before, labels, end, more, after) => {
          const address = `${labels.join('.')}.${end}${more}`;
          expect(findWebAddress(`${before} ${address} ${after}`)).toBe(address);
          expect(findWebAddress(`${before}\n${address}.\n${after}`)).not.toBeNull();
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('with a scheme is found whatever it is', () => {
    fc.assert(
      fc.property(
        words,
        fc.constantFrom('http', 'https', 'ftp', 'HTTPS', 'tel', 'x-y'),
        word,
        (before, scheme, host) => {
          expect(findWebAddress(`${before} ${scheme}://${host}`)).toBe(`${scheme}://${host}`);
          expect(findWebAddress(`${before} www.${host}`)).toBe(`www.${host}`);
        },
      ),
    );
  });
});

describe('what is not a web address', () => {
  it.each([
    'Bring things, e.g. a laptop, i.e. yours.',
    'We grew by 3.5 % to 1.234.567,89 in v2.0.1, that is 10.0.0.1.',
    'Meet me at 9.30 a.m. or 10.am, no. 5.',
    'Welcome to the team.See you on Monday.It will be fun.',
    'We use Node.js and a report.pdf; ask Dr. Smith or St.Gallen.',
    'Write to ada@example.com or to ada.lovelace@sub.example.co.uk.',
    'U.S.A. and the U.K., etc. … and so on...',
    'and/or, 24/7, 50:50, yes:no, ratio 1:2',
    'Grüße aus Köln. Bis bald! 😀',
    'これはテストです。よろしくお願いします。',
    '',
  ])('is not found: %s', (text) => {
    expect(findWebAddress(text)).toBeNull();
  });

  it('are words, numbers and punctuation', () => {
    const number = fc.tuple(fc.nat(9_999), fc.nat(99)).map(([whole, fraction]) => `${whole}.${fraction}`);
    const end = fc.constantFrom(' ', ', ', '. ', '! ', ': ', ' – ', '\n', ' (', ') ', '; ', '... ');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(word, number), end), { maxLength: 12 }), (parts) => {
        expect(findWebAddress(parts.flat().join(''))).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('are single email addresses', () => {
    fc.assert(
      fc.property(
        words,
        label,
        label,
        fc.constantFrom('com', 'org', 'example', 'de'),
        words,
        (before, local, host, end, after) => {
          expect(findWebAddress(`${before} ${local}.${local}@${host}.${end} ${after}`)).toBeNull();
        },
      ),
    );
  });
});
