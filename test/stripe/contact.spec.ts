import { ClerkWorld, clerkUser } from '../clerk/support/clerk-world.js';
import { waitFor } from '../support/wait.js';
import { PRICE, StripeStandIn } from './support/stripe-stand-in.js';

const SECRET_KEY = 'sk_live_standin';

let stripe: StripeStandIn;
let clerk: ClerkWorld;
beforeAll(async () => {
  stripe = await StripeStandIn.start(SECRET_KEY);
  clerk = await ClerkWorld.start({
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://app.example.com',
    RATE_LIMITS: '',
    BILLING_PROVIDER: 'stripe',
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: 'whsec_of_the_tests',
    STRIPE_API_BASE: stripe.url,
    STRIPE_PRICE_STARTER: PRICE.starter,
    STRIPE_PRICE_PRO: PRICE.pro,
    STRIPE_PRICE_ENTERPRISE: PRICE.enterprise,
  });
});
afterAll(async () => {
  await clerk.stop();
  await stripe.stop();
});

describe('in production, with Clerk and Stripe', () => {
  it('the contact at Stripe follows the name and address that the owner has at Clerk', async () => {
    const user = clerkUser({ name: 'Ada Byron', emails: ['ada.byron@example.com'] });
    const ada = await clerk.person(user);
    const { body: organization } = await ada.post('/organizations', { name: 'Analytical Engines' });
    const path = `/organizations/${organization.id as string}`;
    expect(await ada.post(`${path}/billing/checkout`, { plan: 'pro' })).toMatchObject({ status: 200 });
    const contact = () => [...stripe.customers.values()].map(({ name, email }) => [name, email]);
    expect(contact()).toEqual([['Ada Byron', 'ada.byron@example.com']]);
    await clerk.updated(clerkUser({ id: user.id, name: 'Ada Lovelace', emails: ['ada.lovelace@example.com'] }));
    await waitFor('the new contact', () => contact()[0]?.[1] === 'ada.lovelace@example.com');
    expect(contact()).toEqual([['Ada Lovelace', 'ada.lovelace@example.com']]);
    expect(clerk.world.service.output()).not.toMatch(/@example\.com|sk_live|whsec/);
  });

  it('credits are not sold where they have no price', async () => {
    const ada = await clerk.person();
    const { body: organization } = await ada.post('/organizations', { name: 'Difference Engines' });
    const answer = await ada.post(`/organizations/${organization.id as string}/billing/credits/top-ups`, {
      credits: 10,
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'top-ups-not-configured' } });
  });
});
