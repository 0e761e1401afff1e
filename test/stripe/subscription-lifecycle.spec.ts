import { SUPERADMIN } from '../support/world.js';
import { waitFor } from '../support/wait.js';
import { PRICE } from './support/stripe-stand-in.js';
import { StripeWorld, type PayingOrganization } from './support/stripe-world.js';

let stripe: StripeWorld;
beforeAll(async () => {
  stripe = await StripeWorld.start();
});
afterAll(() => stripe.stop());
afterEach(() => {
  stripe.stripe.fault = null;
  stripe.stripe.beforeCall = () => undefined;
});

const DAY = 86_400_000;

const ledgerOf = async ({ owner, path }: PayingOrganization): Promise<string[]> => {
  const { body } = await owner.get(`${path}/billing/credits/ledger`);
  return (body.data as { kind: string; credits: number }[]).reverse().map(({ kind, credits }) => `${kind} ${credits}`);
};

describe('a payment that fails', () => {
  it('changes nothing for seven days, then the organization is on Free; paid later, it is back', async () => {
    const organization = await stripe.paying('pro');
    const { subscription, id } = organization;
    await stripe.world.member(organization, 'member');
    subscription.status = 'past_due';
    await stripe.deliverSubscription(subscription, 'invoice.payment_failed');
    const { graceEndsAt } = await stripe.waitForBilling(organization, { status: 'past_due', plan: 'pro' });
    expect(Math.abs(Date.parse(graceEndsAt ?? '') - Date.now() - 7 * DAY)).toBeLessThan(60_000);
    // Said again, the days are the same.
    await stripe.deliverSubscription(subscription);
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { graceEndsAt, plan: 'pro' });
    await stripe.moveIntoPast(id, 'grace_ends_at');
    await stripe.waitForBilling(organization, { plan: 'free', status: 'past_due', renewsAt: null });
    expect((await organization.owner.get(`${organization.path}/seats`)).body).toMatchObject({
      used: 2,
      limit: 1,
      over: true,
    });
    await stripe.deliverSubscription(subscription);
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { plan: 'free' });
    subscription.status = 'active';
    await stripe.deliverSubscription(subscription, 'invoice.paid');
    await stripe.waitForBilling(organization, { plan: 'pro', status: 'active', graceEndsAt: null });
    expect(await ledgerOf(organization)).toEqual(['grant 50', 'grant 9950']);
  });

  it('reported late, when it is paid already, does no harm', async () => {
    const organization = await stripe.paying('starter');
    const { subscription } = organization;
    const failed = { ...subscription, status: 'past_due' };
    await stripe.deliverSubscription(subscription, 'invoice.paid');
    await stripe.deliverSubscription(failed, 'invoice.payment_failed');
    await stripe.deliverSubscription(failed);
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { plan: 'starter', status: 'active', graceEndsAt: null });
  });
});

describe('a subscription that ends', () => {
  it.each(['canceled', 'unpaid', 'incomplete_expired'])(
    'as %s puts the organization on Free at once',
    async (status) => {
      const organization = await stripe.paying('pro');
      organization.subscription.status = status;
      await stripe.deliverSubscription(organization.subscription, 'customer.subscription.deleted');
      await stripe.waitForBilling(organization, { plan: 'free', status: 'canceled', renewsAt: null });
      // Another one may follow, and is paid again.
      const session = stripe.stripe.pay((await stripe.checkOut(organization, 'starter')).id);
      await stripe.deliver('checkout.session.completed', session);
      await stripe.waitForBilling(organization, { plan: 'starter', status: 'active' });
    },
  );

  it('cancelled by the owner ends with its period, also when no event says so', async () => {
    const organization = await stripe.paying('starter');
    const { owner, path, id } = organization;
    expect(await owner.put(`${path}/billing/plan`, { plan: 'free' })).toMatchObject({ status: 200 });
    await stripe.moveIntoPast(id, 'cancels_at');
    await stripe.waitForBilling(organization, { plan: 'free' });
  });
});

describe('a new period at Stripe', () => {
  it('lapses what is left and grants again, once, with the plan’s credits', async () => {
    const organization = await stripe.paying('starter');
    const { subscription } = organization;
    stripe.stripe.renew(subscription);
    await Promise.all([
      stripe.deliverSubscription(subscription, 'invoice.paid'),
      stripe.deliverSubscription(subscription),
      stripe.deliverSubscription(subscription, 'invoice.payment_succeeded'),
    ]);
    const [item] = subscription.items.data;
    await stripe.waitForBilling(organization, {
      renewsAt: new Date((item?.current_period_end ?? 0) * 1_000).toISOString(),
    });
    await stripe.waitUntilProcessed();
    expect(await ledgerOf(organization)).toEqual(['grant 50', 'grant 2950', 'lapse -3000', 'grant 3000']);
  });

  it('without an event is found by the nightly reconciliation, as is everything else', async () => {
    const [renewed, changed, ended, unprocessed] = [
      await stripe.paying('starter'),
      await stripe.paying('starter'),
      await stripe.paying('pro'),
      await stripe.world.organization('free'),
    ];
    stripe.stripe.renew(renewed.subscription);
    const [item] = changed.subscription.items.data;
    if (item) item.price = { id: PRICE.enterprise };
    ended.subscription.status = 'canceled';
    stripe.stripe.pay((await stripe.checkOut(unprocessed, 'pro')).id);
    await stripe.reconcile();
    expect(await ledgerOf(renewed)).toEqual(['grant 50', 'grant 2950', 'lapse -3000', 'grant 3000']);
    await stripe.waitForBilling(changed, { plan: 'enterprise' });
    await stripe.waitForBilling(ended, { plan: 'free', status: 'canceled' });
    await stripe.waitForBilling(unprocessed, { plan: 'pro' });
  });
});

describe('a price that is not configured any more', () => {
  it('still has the plan that was noted at the checkout', async () => {
    const organization = await stripe.paying('pro');
    const [item] = organization.subscription.items.data;
    if (item) item.price = { id: 'price_of_last_year' };
    await stripe.deliverSubscription(organization.subscription);
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { plan: 'pro', status: 'active' });
  });
});

describe('a deleted organization', () => {
  const remove = ({ owner, path }: PayingOrganization) => owner.delete(`${path}?confirmName=Acme%20Sales`);

  it('is not charged again: its subscription is cancelled as soon as Stripe is back, also when it was restored', async () => {
    const organization = await stripe.paying('pro');
    const { subscription, owner, path } = organization;
    stripe.stripe.fault = 'away';
    const tries = () => stripe.stripe.called('GET', /subscriptions$/).length;
    const before = tries();
    expect((await remove(organization)).status).toBe(204);
    expect(await owner.post(`${path}/restore`)).toMatchObject({ status: 200, body: { plan: 'free' } });
    await waitFor('a try in vain', () => tries() > before);
    expect(subscription.status).toBe('active');
    stripe.stripe.fault = null;
    await waitFor('the cancellation', () => subscription.status === 'canceled', 60_000);
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { plan: 'free', status: 'canceled' });
  });

  it('cannot be paid for any more: its open checkout is closed, and one that was paid meanwhile is ended', async () => {
    const organization = await stripe.world.organization('free');
    const session = await stripe.checkOut(organization, 'pro');
    await remove(organization);
    await waitFor('the checkout to be closed', () => session.status === 'expired');
    const late = stripe.stripe.subscribe(session.customer, PRICE.pro);
    await stripe.deliverSubscription(late, 'customer.subscription.created');
    await waitFor('the late subscription to end', () => late.status === 'canceled');
    const { owner, path } = organization;
    expect(await owner.post(`${path}/restore`)).toMatchObject({ status: 200, body: { plan: 'free' } });
    expect((await stripe.checkOut(organization, 'pro')).status).toBe('open');
  });
});

describe('a plan that the platform sets', () => {
  it('is added to what is paid, and costs nothing', async () => {
    const organization = await stripe.paying('starter');
    const superadmin = await stripe.world.person('Superadmin', SUPERADMIN);
    const until = new Date(Date.now() + DAY).toISOString();
    const path = `/platform/organizations/${organization.id}/plan`;
    expect(await superadmin.put(path, { plan: 'enterprise', until })).toMatchObject({ status: 200 });
    await stripe.deliverSubscription(organization.subscription);
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { plan: 'enterprise' });
    expect(organization.subscription.items.data[0]?.price.id).toBe(PRICE.starter);
    // What is paid changes beneath it, and comes to light at its end.
    expect(await organization.owner.put(`${organization.path}/billing/plan`, { plan: 'pro' })).toMatchObject({
      status: 200,
      body: { plan: 'enterprise' },
    });
    await stripe.sql(
      `update subscription set returns_at = now() - interval '1 minute' where organization_id = $1`,
      organization.id,
    );
    await stripe.waitForBilling(organization, { plan: 'pro' });
  });
});
