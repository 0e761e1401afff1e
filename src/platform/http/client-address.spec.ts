import fc from 'fast-check';
import { networkOf, readAddress } from './client-address.js';

describe('an address', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['::ffff:c633:6407', '198.51.100.7'],
    ['::FFFF:198.51.100.7', '198.51.100.7'],
    ['198.51.100.7:4711', '198.51.100.7'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::1', '::1'],
  ])('%s is %s', (text, address) => {
    expect(readAddress(text)).toBe(address);
  });

  it.each(['', 'unknown', '010.1.1.1', '0x7f.1', '127.1', '1.2.3.4.5', '_hidden', '2001:db8::/64', '[]', ':4711'])(
    '%j is not an address',
    (text) => {
      expect(readAddress(text)).toBeNull();
    },
  );
});

describe('the network by which an address is counted', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['::ffff:c633:6407', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['::1', '::/64'],
    ['unknown', 'unknown'],
  ])('%s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is the same for two IPv6 addresses exactly where their first 64 bits are', () => {
    const half = fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: 4, maxLength: 4 });
    const text = (parts: readonly number[]): string => parts.map((part) => part.toString(16)).join(':');
    fc.assert(
      fc.property(half, half, half, half, (a, b, c, d) => {
        const same = networkOf(text([...a, ...c])) === networkOf(text([...b, ...d]));
        expect(same).toBe(text(a) === text(b));
      }),
    );
  });
});
