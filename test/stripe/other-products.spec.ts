import { PRICE, type Subscription } from './support/stripe-stand-in.js';
import { StripeWorld, type PayingOrganization } from './support/stripe-world.js';

let stripe: StripeWorld;
beforeAll(async () => {
  stripe = await StripeWorld.start();
});
afterAll(() => stripe.stop());

/** The same customer subscribes to another product of the operator. */
function subscribeElsewhere(customer: string, metadata: Record<string, string> = {}): Subscription {
  const other = stripe.stripe.subscribe(customer, PRICE.elsewhere, metadata);
  other.created -= 86_400;
  return other;
}

/** As it was before: nothing of it was called, and it is still charged. */
function expectUntouched(other: Subscription, before: Subscription): void {
  expect(other).toEqual(before);
  for (const method of ['POST', 'DELETE']) expect(stripe.stripe.called(method, new RegExp(other.id))).toEqual([]);
}

async function payFor(organization: PayingOrganization, plan: 'starter' | 'pro'): Promise<Subscription> {
  const session = stripe.stripe.pay((await stripe.checkOut(organization, plan)).id);
  await stripe.deliver('checkout.session.completed', session);
  await stripe.waitForBilling(organization, { plan, status: 'active' });
  const subscription = stripe.stripe.subscriptions.get(session.subscription ?? '');
  if (!subscription) throw new Error('The session has no subscription.');
  return subscription;
}

/** An organization whose customer at Stripe subscribes to something else of the operator's, and to nothing of ours. */
async function customerOfAnother(status = 'active', metadata: Record<string, string> = {}) {
  const organization = await stripe.world.organization('free');
  const { customer } = await stripe.checkOut(organization, 'pro');
  const other = subscribeElsewhere(customer, metadata);
  other.status = status;
  return { ...organization, customer, other, before: structuredClone(other) };
}

describe('a subscription to another product of the operator', () => {
  it.each(['active', 'past_due', 'trialing', 'unpaid', 'incomplete', 'canceled'])(
    'that is %s gives no plan, hinders no checkout, and stays as it is',
    async (status) => {
      const { other, before, ...organization } = await customerOfAnother(status);
      await stripe.deliverSubscription(other);
      await stripe.waitUntilProcessed();
      await stripe.waitForBilling(organization, { plan: 'free', status: 'active' });
      const own = await payFor(organization, 'pro');
      await stripe.deliverSubscription(other);
      await stripe.deliverSubscription(own);
      await stripe.reconcile();
      await stripe.waitForBilling(organization, { plan: 'pro', status: 'active' });
      expect(own.status).toBe('active');
      expectUntouched(other, before);
    },
  );

  it('stays as it is whatever is done with the plan: changes up and down, an end, the portal, a failed payment', async () => {
    const { other, before, ...organization } = await customerOfAnother('active', { plan: 'enterprise' });
    const own = await payFor(organization, 'starter');
    const { owner, path } = organization;
    for (const plan of ['pro', 'starter', 'pro', 'enterprise', 'free', 'enterprise']) {
      expect(await owner.put(`${path}/billing/plan`, { plan })).toMatchObject({ status: 200 });
    }
    expect((await owner.post(`${path}/billing/portal`)).status).toBe(200);
    own.status = 'past_due';
    await stripe.deliverSubscription(own, 'invoice.payment_failed');
    await stripe.waitForBilling(organization, { plan: 'enterprise', status: 'past_due' });
    own.status = 'canceled';
    await stripe.deliverSubscription(own, 'customer.subscription.deleted');
    await stripe.waitForBilling(organization, { plan: 'free', status: 'canceled' });
    await payFor(organization, 'pro');
    expectUntouched(other, before);
  });

  it('is charged on although the organization is deleted and restored', async () => {
    const { other, before, ...organization } = await customerOfAnother();
    const own = await payFor(organization, 'pro');
    const { owner, path } = organization;
    expect((await owner.delete(`${path}?confirmName=Acme%20Sales`)).status).toBe(204);
    await stripe.waitUntilProcessed();
    expect(own.status).toBe('canceled');
    expectUntouched(other, before);
    expect(await owner.post(`${path}/restore`)).toMatchObject({ status: 200, body: { plan: 'free' } });
    await stripe.reconcile();
    expectUntouched(other, before);
  });

  it('ends without a word here, and its invoices and checkouts mean nothing', async () => {
    const { other, customer, ...organization } = await customerOfAnother();
    const own = await payFor(organization, 'pro');
    other.status = 'canceled';
    await stripe.deliverSubscription(other, 'customer.subscription.deleted');
    for (const type of ['invoice.paid', 'invoice.payment_failed', 'checkout.session.completed']) {
      await stripe.deliver(type, { id: 'in_elsewhere', customer, subscription: other.id, payment_status: 'paid' });
    }
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { plan: 'pro', status: 'active', graceEndsAt: null });
    expect(own.status).toBe('active');
  });
});

describe('a subscription of ours', () => {
  it('is known by what was noted at its checkout although its price is not configured any more', async () => {
    const organization = await stripe.world.organization('free');
    const session = stripe.stripe.pay((await stripe.checkOut(organization, 'pro')).id);
    const own = stripe.stripe.subscriptions.get(session.subscription ?? '');
    const [item] = own?.items.data ?? [];
    if (item) item.price = { id: 'price_of_last_year' };
    await stripe.deliver('checkout.session.completed', session);
    await stripe.waitForBilling(organization, { plan: 'pro', status: 'active' });
  });

  it('of another organization is not ours by its note', async () => {
    const { other, before, ...organization } = await customerOfAnother('active', {
      organization_id: '019ab970-1c00-7000-8000-000000000000',
      plan: 'pro',
    });
    await stripe.deliverSubscription(other);
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { plan: 'free' });
    expectUntouched(other, before);
  });
});
