import { amountFromStripe } from './stripe-amount.policy.js';

it.each([
  [4_900, 'USD', 4_900],
  [500_000, 'HUF', 500_000],
  [500, 'JPY', 500],
  [12_500, 'KWD', 12_500],
  // Stripe uses another unit for these than ISO 4217.
  [500, 'UGX', 5],
  [500, 'ISK', 5],
  [500, 'MGA', 50_000],
  [550, 'ISK', null],
  [100, 'XXX', null],
])('the amount %i from Stripe in %s is %p in minor units', (amount, currency, minor) => {
  expect(amountFromStripe(amount, currency)).toBe(minor);
});
