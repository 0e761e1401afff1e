import { creditsOf, featureName, priceOf, seatsOf, signed } from './words';

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
  expect(creditsOf({ monthlyCredits: 10_000 })).toBe('10,000 credits a month');
  expect(priceOf({ price: null })).toBeNull();
  expect(priceOf({ price: { amount: 4900, currency: 'USD', interval: 'month' } })).toBe('$49.00 a month');
});
