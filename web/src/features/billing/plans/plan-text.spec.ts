import { featureName, signed } from '../../credits/credit-text';
import { creditsOf, effectOf, outcomeOf, priceLabelOf, priceOf, seatsMissing, seatsOf } from './plan-text';

it.each([
  ['assistant', 'AI assistant'],
  ['call-summary', 'Call summary'],
  ['lead_scoring', 'Lead scoring'],
])('names the feature %p %p', (feature, name) => {
  expect(featureName(feature)).toBe(name);
});

it.each([
  [3000, '+3,000'],
  [-5, '\u22125'],
  [0, '0'],
])('writes a movement of %p credits as %p', (credits, text) => {
  expect(signed(credits)).toBe(text);
});

it('says what a plan offers', () => {
  expect(seatsOf({ seats: 1 })).toBe('1 seat');
  expect(seatsOf({ seats: null })).toBe('Unlimited seats');
  expect(creditsOf({ monthlyCredits: 10_000 })).toBe('10,000 credits per month');
  expect(priceOf({ price: null })).toBeNull();
  expect(priceOf({ price: { amount: 4900, currency: 'USD', interval: 'month' } })).toBe('$49.00 per month');
});

it.each([
  [3, 54, '54 seats in use, Starter has 3. Free up 51 seats first.'],
  [3, 4, '4 seats in use, Starter has 3. Free up 1 seat first.'],
  [3, 3, null],
  [null, 10_000, null],
])('says of a plan with %p seats for %p in use: %p', (seats, used, text) => {
  expect(seatsMissing({ name: 'Starter', seats }, used)).toBe(text);
});

it.each([
  ['free', 'stripe', 'Free of charge'],
  ['pro', 'local', 'Free of charge'],
  ['pro', 'stripe', 'Price shown at checkout'],
] as const)('says why %s has no price with the provider %s', (id, provider, text) => {
  expect(priceLabelOf({ id, price: null }, provider)).toBe(text);
});

describe('a change of plan, before and after it is chosen', () => {
  const order = ['free', 'starter', 'pro', 'enterprise'] as const;
  const on = (fields: object) =>
    ({ plan: 'pro', provider: 'stripe', endsAt: null, plannedChange: null, ...fields }) as const;

  it.each([
    [{ provider: 'local' }, 'free', 'now'],
    [{}, 'pro', 'stays'],
    [{}, 'enterprise', 'charged-now'],
    [{}, 'starter', 'at-period-end'],
    [{}, 'free', 'at-period-end'],
    [{ plan: 'free' }, 'starter', 'after-checkout'],
  ] as const)('%p to %s takes effect: %s', (fields, chosen, effect) => {
    expect(effectOf(on(fields) as Parameters<typeof effectOf>[0], chosen, order)).toBe(effect);
  });

  it.each([
    [{}, 'Acme is now on Pro.'],
    [
      { plannedChange: { plan: 'starter', at: '2026-12-01T00:00:00Z' } },
      'Acme changes to Starter at the end of the billing period.',
    ],
    [{ endsAt: '2026-12-01T00:00:00Z' }, 'Acme changes to Free at the end of the billing period.'],
    [
      { plannedChange: { plan: 'enterprise', at: null } },
      'The payment for Enterprise failed. Update your card under “Manage payment”.',
    ],
  ] as const)('describes %p: %s', (fields, text) => {
    expect(outcomeOf(on(fields) as Parameters<typeof outcomeOf>[0], 'Acme')).toBe(text);
  });
});
