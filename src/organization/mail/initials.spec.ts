import { initialsOf } from './initials.js';

describe('initials of an organization', () => {
  it.each([
    ['Northwind Traders', 'NT'],
    ['acme', 'A'],
    ['Blue Whale Ltd', 'BW'],
    ['Müller & Söhne', 'MS'],
    ['ökostrom-handel', 'ÖH'],
    ['株式会社 テスト', '株'],
    ['👩‍👩‍👧 Family', '👩‍👩‍👧'],
    ['🇩🇪 Vertrieb', '🇩🇪'],
    ['(Test) "Firm"', 'TF'],
    ['<b>x</b>', 'BB'],
    ['42 Labs', '4L'],
    ['···', '·'],
    ['', '·'],
  ])('of %p are %p', (name, expected) => {
    expect(initialsOf(name)).toBe(expected);
  });
});
