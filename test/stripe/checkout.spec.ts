import { waitFor } from '../support/wait.js';
import { PRICE } from './support/stripe-stand-in.js';
import { StripeWorld } from './support/stripe-world.js';

let stripe: StripeWorld;
beforeAll(async () => {
  stripe = await StripeWorld.start();
});
afterAll(() => stripe.stop());
afterEach(() => {
  stripe.stripe.fault = null;
  stripe.stripe.beforeCall = () => undefined;
});

describe('the plans', () => {
  it('show what they cost at Stripe, which is asked once', async () => {
    const { body } = await stripe.world.anonymous.get('/plans');
    expect(body.data.map(({ id, price }: { id: string; price: unknown }) => [id, price])).toEqual([
      ['free', null],
      ['starter', { amount: 1_900, currency: 'EUR', interval: 'month' }],
      ['pro', { amount: 9_900, currency: 'EUR', interval: 'month' }],
      ['enterprise', { amount: 49_900, currency: 'EUR', interval: 'month' }],
    ]);
    await Promise.all([stripe.world.anonymous.get('/plans'), stripe.world.anonymous.get('/plans')]);
    expect(stripe.stripe.called('GET', /prices/)).toHaveLength(3);
  });
});

describe('a checkout', () => {
  it('that is paid gives the plan with its credits, once, in the subscription’s period', async () => {
    const organization = await stripe.world.organization('free');
    const { owner, path, id } = organization;
    const session = await stripe.checkOut(organization, 'starter');
    expect(session).toMatchObject({ mode: 'subscription', line: { price: PRICE.starter, quantity: 1 } });
    expect(stripe.stripe.customers.get(session.customer)).toMatchObject({
      email: owner.email,
      name: 'Owner',
      metadata: { organization_id: id },
    });
    expect((await owner.get(`${path}/billing`)).body).toMatchObject({ plan: 'free', status: 'active', renewsAt: null });
    stripe.stripe.pay(session.id);
    await stripe.deliver('checkout.session.completed', session);
    const billing = await stripe.waitForBilling(organization, { plan: 'starter' });
    const [item] = stripe.subscriptionOf(session.customer).items.data;
    const endsAt = new Date((item?.current_period_end ?? 0) * 1_000).toISOString();
    expect(billing).toMatchObject({
      status: 'active',
      renewsAt: endsAt,
      graceEndsAt: null,
      endsAt: null,
      provider: 'stripe',
      seats: { limit: 3 },
      credits: { balance: 3_000, periodEndsAt: endsAt },
    });
  });

  it('of a second subscription is refused, also while the first is not processed yet', async () => {
    const organization = await stripe.paying('starter');
    const { owner, path } = organization;
    const refused = { status: 409, body: { code: 'already-subscribed' } };
    expect(await owner.post(`${path}/billing/checkout`, { plan: 'pro' })).toMatchObject(refused);
    const unprocessed = await stripe.world.organization('free');
    stripe.stripe.pay((await stripe.checkOut(unprocessed, 'pro')).id);
    const before = stripe.stripe.sessions.size;
    expect(await unprocessed.owner.post(`${unprocessed.path}/billing/checkout`, { plan: 'pro' })).toMatchObject(
      refused,
    );
    expect(stripe.stripe.sessions.size).toBe(before);
    await stripe.waitForBilling(unprocessed, { plan: 'pro' });
  });

  it('asked for at once, or again, is one of one customer; for another plan the one before is closed', async () => {
    const organization = await stripe.world.organization('free');
    const [first, second] = await Promise.all([
      stripe.checkOut(organization, 'pro'),
      stripe.checkOut(organization, 'pro'),
    ]);
    expect(second.id).toBe(first.id);
    expect((await stripe.checkOut(organization, 'pro')).id).toBe(first.id);
    const other = await stripe.checkOut(organization, 'starter');
    expect(first.status).toBe('expired');
    expect(other).toMatchObject({ customer: first.customer, status: 'open' });
    expect((await stripe.checkOut(organization, 'starter')).id).toBe(other.id);
  });

  it('of a customer who was deleted at Stripe is another one’s, whether or not an event said so', async () => {
    const organization = await stripe.world.organization('free');
    const unannounced = await stripe.checkOut(organization, 'pro');
    stripe.stripe.customers.delete(unannounced.customer);
    unannounced.status = 'expired';
    const announced = await stripe.checkOut(organization, 'pro');
    expect(announced.customer).not.toBe(unannounced.customer);
    stripe.stripe.customers.delete(announced.customer);
    announced.status = 'expired';
    await stripe.deliver('customer.deleted', { id: announced.customer, object: 'customer' });
    await stripe.waitUntilProcessed();
    expect((await stripe.checkOut(organization, 'pro')).customer).not.toBe(announced.customer);
  });

  it('for two plans at once leaves one of them open', async () => {
    const organization = await stripe.world.organization('free');
    const sessions = await Promise.all([
      stripe.checkOut(organization, 'pro'),
      stripe.checkOut(organization, 'starter'),
    ]);
    await waitFor('one to be closed', () => sessions.filter(({ status }) => status === 'expired').length === 1);
  });

  it('that was paid twice keeps the older subscription, and gives back what the other cost', async () => {
    const organization = await stripe.paying('starter');
    const { customer, id } = organization.subscription;
    const second = stripe.stripe.subscribe(customer, PRICE.pro);
    second.created += 5;
    await stripe.deliverSubscription(second, 'customer.subscription.created');
    await waitFor('the second to end', () => second.status === 'canceled');
    expect(stripe.stripe.called('DELETE', new RegExp(second.id))[0]?.form).toEqual({
      prorate: 'true',
      invoice_now: 'true',
    });
    expect(stripe.stripe.subscriptions.get(id)?.status).toBe('active');
    await stripe.waitForBilling(organization, { plan: 'starter' });
  });

  it('needs the owner, a plan that costs something, and one that holds the seats in use', async () => {
    const organization = await stripe.world.organization('free');
    const { owner, path, id } = organization;
    expect(await owner.post(`${path}/billing/checkout`, { plan: 'free' })).toMatchObject({ status: 422 });
    await stripe.sql(
      `insert into seat (organization_id, holder_id, kind, held_until)
       select $1, gen_random_uuid(), 'invitation', now() + interval '1 day' from generate_series(1, 3)`,
      id,
    );
    expect(await owner.post(`${path}/billing/checkout`, { plan: 'starter' })).toMatchObject({
      status: 409,
      body: { code: 'seats-exceed-plan', seatsUsed: 4, seatLimit: 3, plan: 'starter' },
    });
    expect((await stripe.checkOut(organization, 'pro')).status).toBe('open');
  });

  it('is repeated under an Idempotency-Key, and refused as unavailable while Stripe is down', async () => {
    const organization = await stripe.world.organization('free');
    const { owner, path } = organization;
    stripe.stripe.fault = 500;
    expect(await owner.post(`${path}/billing/checkout`, { plan: 'pro' })).toMatchObject({
      status: 503,
      body: { code: 'service-unavailable' },
    });
    stripe.stripe.fault = null;
    const key = { 'Idempotency-Key': 'checkout-1' };
    const first = await owner.post(`${path}/billing/checkout`, { plan: 'pro' }, key);
    const calls = stripe.stripe.calls.length;
    const again = await owner.post(`${path}/billing/checkout`, { plan: 'pro' }, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(stripe.stripe.calls.length).toBe(calls);
    expect(await owner.post(`${path}/billing/checkout`, { plan: 'starter' }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });
});

describe('the portal', () => {
  it('offers cards and invoices, no change of plan and no cancellation, by one configuration of ours', async () => {
    const { owner, path, subscription } = await stripe.paying('pro');
    const [{ body }] = await Promise.all([owner.post(`${path}/billing/portal`), owner.post(`${path}/billing/portal`)]);
    expect(body).toEqual({ url: `https://billing.stripe.com/p/${subscription.customer}` });
    expect([...stripe.stripe.configurations.values()].map(({ features }) => features)).toEqual([
      {
        invoice_history: { enabled: 'true' },
        payment_method_update: { enabled: 'true' },
        customer_update: { enabled: 'false' },
        subscription_cancel: { enabled: 'false' },
        subscription_update: { enabled: 'false' },
      },
    ]);
    const [id] = stripe.stripe.configurations.keys();
    for (const { form } of stripe.stripe.called('POST', /portal\/sessions/)) expect(form['configuration']).toBe(id);
  });
});

describe('credits that are bought', () => {
  const buy = async (credits: number) => {
    const organization = await stripe.world.organization('free');
    const answer = await organization.owner.post(`${organization.path}/billing/credits/top-ups`, { credits });
    expect(answer).toMatchObject({ status: 200 });
    return { ...organization, session: stripe.sessionAt(answer.body.url) };
  };

  it('are there once when they are paid, however many events say so', async () => {
    const { session, owner, path } = await buy(500);
    expect(session).toMatchObject({ mode: 'payment', line: { price: PRICE.credits, quantity: 500 } });
    // If the event comes before it is paid (a bank takes its time), it adds nothing.
    await stripe.deliver('checkout.session.completed', { ...session, payment_status: 'unpaid' });
    await stripe.waitUntilProcessed();
    expect((await owner.get(`${path}/billing/credits`)).body.topUp).toBe(0);
    stripe.stripe.pay(session.id);
    await Promise.all([
      stripe.deliver('checkout.session.completed', session, { id: 'evt_twice' }),
      stripe.deliver('checkout.session.completed', session, { id: 'evt_twice' }),
      stripe.deliver('checkout.session.async_payment_succeeded', session),
      stripe.deliver('checkout.session.completed', session),
    ]);
    await stripe.waitUntilProcessed();
    await stripe.reconcile();
    expect((await owner.get(`${path}/billing/credits`)).body).toMatchObject({ monthly: 50, topUp: 500, balance: 550 });
  });

  it('are made up for by night when no event came', async () => {
    const { session, owner, path } = await buy(70);
    stripe.stripe.pay(session.id);
    await stripe.reconcile();
    expect((await owner.get(`${path}/billing/credits`)).body.topUp).toBe(70);
  });

  it.each(['1e3', '0x10', ' 5 ', '05', '-5', '1000001'])(
    'are never guessed from metadata that is not ours: %p, which adds nothing and is logged',
    async (credits) => {
      const { session, owner, path } = await buy(60);
      session.metadata = { ...session.metadata, credits };
      stripe.stripe.pay(session.id);
      await stripe.deliver('checkout.session.completed', session);
      await stripe.waitUntilProcessed();
      expect((await owner.get(`${path}/billing/credits`)).body).toMatchObject({ topUp: 0, balance: 50 });
      await waitFor('the log', () => stripe.world.service.output().includes(session.id));
    },
  );

  it('are not added by the checkout of another product that the same customer pays for', async () => {
    const { session, owner, path } = await buy(40);
    session.metadata = { credits: '40' };
    stripe.stripe.pay(session.id);
    await stripe.deliver('checkout.session.completed', session);
    await stripe.reconcile();
    expect((await owner.get(`${path}/billing/credits`)).body.topUp).toBe(0);
  });

  it('are not another organization’s, whatever the event and its metadata say', async () => {
    const { session } = await buy(90);
    const other = await buy(10);
    stripe.stripe.pay(session.id);
    const forged = {
      ...session,
      customer: other.session.customer,
      metadata: { organization_id: other.id, credits: '90' },
    };
    await stripe.deliver('checkout.session.completed', forged);
    await stripe.waitUntilProcessed();
    expect((await other.owner.get(`${other.path}/billing/credits`)).body.topUp).toBe(0);
  });
});

describe('the billing contact', () => {
  it('follows the ownership', async () => {
    const organization = await stripe.paying('starter');
    const newOwner = await stripe.world.member(organization, 'admin', await stripe.world.person('New Owner'));
    const { owner, path, subscription } = organization;
    expect((await owner.post(`${path}/ownership-transfer`, { membershipId: newOwner.membershipId })).status).toBe(200);
    await waitFor(
      'the new contact',
      () => stripe.stripe.customers.get(subscription.customer)?.email === newOwner.email,
    );
    expect(stripe.stripe.customers.get(subscription.customer)?.name).toBe('New Owner');
  });
});
