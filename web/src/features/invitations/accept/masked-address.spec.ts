import { couldBe } from './masked-address';

it.each([
  ['grace@example.com', 'g…e@example.com'],
  ['GE@Example.com', 'g…@example.com'],
  ['g@example.com', 'g…@example.com'],
  ['…a@example.com', '……a@example.com'],
  ['😀x😀@example.com', '😀…😀@example.com'],
])('%s can be %s', (address, masked) => {
  expect(couldBe(address, masked)).toBe(true);
});

it.each(['wrong@example.com', 'grace@acme.example', 'g@example.org'])('%s cannot be g…e@example.com', (address) => {
  expect(couldBe(address, 'g…e@example.com')).toBe(false);
});
