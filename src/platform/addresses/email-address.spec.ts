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
    ['\u212Aelvin@example.com', '\u212Aelvin@example.com'],
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
  ])('refuses %j', (text) => {
    expect(normalizeAddress(text)).toBeNull();
  });

  it('keeps a Kelvin sign apart from a k', () => {
    expect(normalizeAddress('\u212Aelvin@example.com')).not.toBe(normalizeAddress('kelvin@example.com'));
  });

  it('is stable: what it answers, it answers again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
        const once = normalizeAddress(text);
        return once === null || normalizeAddress(once) === once;
      }),
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
