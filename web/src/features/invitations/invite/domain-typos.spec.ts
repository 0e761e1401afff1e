import fc from 'fast-check';
import { atDomain, likelyDomain } from './domain-typos';

it.each([
  ['grace@gmial.com', 'gmail.com'],
  ['grace@gmal.com', 'gmail.com'],
  ['grace@gmaill.com', 'gmail.com'],
  ['grace@gmail.con', 'gmail.com'],
  ['grace@gmail.co', 'gmail.com'],
  ['Grace@HOTMIAL.com', 'hotmail.com'],
  ['grace@outlok.com', 'outlook.com'],
  ['grace@protonmial.com', 'protonmail.com'],
])('takes %s for a typo of %s', (email, domain) => {
  expect(likelyDomain(email)).toBe(domain);
  expect(likelyDomain(atDomain(email, domain))).toBeNull();
});

it.each([
  'ada@gmail.com',
  'ada@mail.com',
  'ada@gmx.at',
  'ada@web.de',
  'ada@acme.com',
  'ada@example.com',
  'ada@wab.de',
  'ada',
])('takes %s as it is', (email) => {
  expect(likelyDomain(email)).toBeNull();
});

it('finds a letter too many wherever it is', () => {
  fc.assert(
    fc.property(fc.nat(11), fc.stringMatching(/^[a-z]$/), (at, letter) => {
      const domain = `${'hotmail.com'.slice(0, at)}${letter}${'hotmail.com'.slice(at)}`;
      expect(likelyDomain(`ada@${domain}`)).toBe('hotmail.com');
    }),
  );
});
