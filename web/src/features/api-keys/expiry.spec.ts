import { expiryOf } from './expiry';

it.each([
  ['30', '2026-12-25T12:00:00.000Z'],
  ['90', '2027-02-23T12:00:00.000Z'],
  ['365', '2027-11-25T12:00:00.000Z'],
  ['never', null],
] as const)('ends a key of %p at %p', (expiry, at) => {
  expect(expiryOf(expiry, new Date('2026-11-25T12:00:00Z'))).toBe(at);
});
