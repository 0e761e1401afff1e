import fc from 'fast-check';
import { addAddresses, endsAnAddress, looksLikeAnAddress, splitAddresses } from './addresses.js';

describe('addresses as people paste them', () => {
  it.each([
    ['ada@example.com', ['ada@example.com']],
    ['ada@example.com, grace@example.com', ['ada@example.com', 'grace@example.com']],
    [
      'ada@example.com\ngrace@example.com\r\n\n joan@example.com ',
      ['ada@example.com', 'grace@example.com', 'joan@example.com'],
    ],
    ['Ada Lovelace <ada@example.com>; "Hopper, Grace" <grace@example.com>', ['ada@example.com', 'grace@example.com']],
    ['Ada <ada@example.com> joan@example.com', ['ada@example.com', 'joan@example.com']],
    ['nonsense', ['nonsense']],
    [' ,; ', []],
  ])('are found in %p', (text, found) => {
    expect(splitAddresses(text)).toEqual(found);
  });

  it('are found again whatever is between them', () => {
    const address = fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{1,8}$/));
    const between = fc.constantFrom(',', ' ', ', ', ';', '\n', '\r\n', '\t');
    fc.assert(
      fc.property(fc.array(address), between, (parts, separator) => {
        const addresses = parts.map(([name, host]) => `${name}@${host}.example`);
        expect(splitAddresses(addresses.join(separator))).toEqual(addresses);
      }),
    );
  });

  it('end where something follows', () => {
    expect(endsAnAddress('ada@example.com')).toBe(false);
    expect(endsAnAddress('ada@example.com,')).toBe(true);
    expect(endsAnAddress(' ada')).toBe(false);
  });

  it.each(['ada', 'ada@', '@example.com', 'ada@example', 'a@b@example.com', 'ada@example..com', '<ada@example.com>'])(
    'are not what %p is',
    (text) => {
      expect(looksLikeAnAddress(text)).toBe(false);
    },
  );

  it('are listed once', () => {
    expect(addAddresses(['ada@example.com'], ['ADA@example.com', 'grace@example.com'])).toEqual([
      'ada@example.com',
      'grace@example.com',
    ]);
    expect(looksLikeAnAddress('ada@sub.example.com')).toBe(true);
  });
});
