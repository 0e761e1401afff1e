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
  stripe.stripe.gate = () => undefined;
});

describe('the plans', () => {
  it('show what they cost at Stripe, which is asked once', async () => {
    const { body } = await stripe.world.nobody.get('/plans');
    expect(body.data.map(({ id, price }: { id: string; price: unknown }) => [id, price])).toEqual([
      ['free', null],
      ['starter', { amount: 1_900, currency: 'EUR', interval: 'month' }],
      ['pro', { amount: 9_900, currency: 'EUR', interval: 'month' }],
      ['enterprise', { amount: 49_900, currency: 'EUR', interval: 'month' }],
    ]);
    await Promise.all([stripe.world.nobody.get('/plans'), stripe.world.nobody.get('/plans')]);
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
    const billing = await stripe.until(organization, { plan: 'starter' });
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

  it('of a second subscription is refused, also while we have not heard of the first', async () => {
    const organization = await stripe.paying('starter');
    const { owner, path } = organization;
    const refused = { status: 409, body: { code: 'already-subscribed' } };
    expect(await owner.post(`${path}/billing/checkout`, { plan: 'pro' })).toMatchObject(refused);
    const unheard = await stripe.world.organization('free');
    stripe.stripe.pay((await stripe.checkOut(unheard, 'pro')).id);
    const before = stripe.stripe.sessions.size;
    expect(await unheard.owner.post(`${unheard.path}/billing/checkout`, { plan: 'pro' })).toMatchObject(refused);
    expect(stripe.stripe.sessions.size).toBe(before);
    await stripe.until(unheard, { plan: 'pro' });
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

  it('of a customer who was deleted at Stripe is another one’s, whether or not that was told', async () => {
    const organization = await stripe.world.organization('free');
    const untold = await stripe.checkOut(organization, 'pro');
    stripe.stripe.customers.delete(untold.customer);
    untold.status = 'expired';
    const told = await stripe.checkOut(organization, 'pro');
    expect(told.customer).not.toBe(untold.customer);
    stripe.stripe.customers.delete(told.customer);
    told.status = 'expired';
    await stripe.deliver('customer.deleted', { id: told.customer, object: 'customer' });
    await stripe.settled();
    expect((await stripe.checkOut(organization, 'pro')).customer).not.toBe(told.customer);
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
    await stripe.tell(second, 'customer.subscription.created');
    await waitFor('the second to end', () => second.status === 'canceled');
    expect(stripe.stripe.called('DELETE', new RegExp(second.id))[0]?.form).toEqual({
      prorate: 'true',
      invoice_now: 'true',
    });
    expect(stripe.stripe.subscriptions.get(id)?.status).toBe('active');
    await stripe.until(organization, { plan: 'starter' });
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

  it('is repeated under an Idempotency-Key, and told as unavailable while Stripe is away', async () => {
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

describe('a plan that is chosen', () => {
  it('needs a checkout first, unless it is the one in force', async () => {
    const { owner, path } = await stripe.world.organization('free');
    expect(await owner.put(`${path}/billing/plan`, { plan: 'pro' })).toMatchObject({
      status: 409,
      body: { code: 'checkout-required' },
    });
    expect(await owner.put(`${path}/billing/plan`, { plan: 'free' })).toMatchObject({ status: 200 });
  });

  it('changes the subscription with proration, at once, both ways, minting no credits', async () => {
    const organization = await stripe.paying('starter');
    const { owner, path, subscription } = organization;
    expect(await owner.put(`${path}/billing/plan`, { plan: 'pro' })).toMatchObject({
      status: 200,
      body: { plan: 'pro', seats: { limit: 10 }, credits: { balance: 10_000 } },
    });
    expect(subscription.items.data.map(({ price }) => price.id)).toEqual([PRICE.pro]);
    expect(stripe.stripe.called('POST', new RegExp(subscription.id)).at(-1)?.form).toMatchObject({
      proration_behavior: 'create_prorations',
    });
    expect(await owner.put(`${path}/billing/plan`, { plan: 'starter' })).toMatchObject({
      status: 200,
      body: { plan: 'starter', credits: { balance: 10_000 } },
    });
    const { body } = await owner.get(`${path}/audit-events?action=subscription.plan_changed`);
    expect(body.data.map(({ actor, changes }: Audited) => [actor.kind, changes.plan.to])).toEqual([
      ['member', 'starter'],
      ['member', 'pro'],
      ['system', 'starter'],
    ]);
  });

  it('to Free ends with the period; until then a paid one takes it back', async () => {
    const organization = await stripe.paying('pro');
    const { owner, path, subscription } = organization;
    const { renewsAt } = (await owner.get(`${path}/billing`)).body as { renewsAt: string };
    expect(await owner.put(`${path}/billing/plan`, { plan: 'free' })).toMatchObject({
      status: 200,
      body: { plan: 'pro', status: 'active', renewsAt: null, endsAt: renewsAt },
    });
    expect(subscription.cancel_at_period_end).toBe(true);
    expect(await owner.put(`${path}/billing/plan`, { plan: 'pro' })).toMatchObject({
      status: 200,
      body: { plan: 'pro', renewsAt, endsAt: null },
    });
    expect(subscription.cancel_at_period_end).toBe(false);
    const { body } = await owner.get(`${path}/audit-events?action=subscription.cancellation_changed`);
    expect(body.data).toHaveLength(2);
  });

  it('with too few seats is refused and names who holds them, Free included', async () => {
    const organization = await stripe.paying('pro');
    const { owner, path } = organization;
    await stripe.world.member(organization, 'member');
    expect(await owner.put(`${path}/billing/plan`, { plan: 'free' })).toMatchObject({
      status: 409,
      body: { code: 'seats-exceed-plan', seatsUsed: 2, seatLimit: 1, holders: [{}, {}] },
    });
    expect(organization.subscription.cancel_at_period_end).toBe(false);
  });

  it('smaller counts while Stripe is asked, so nobody takes a seat that is gone; another change waits', async () => {
    const organization = await stripe.paying('pro');
    const { owner, path } = organization;
    const invite = () => owner.post(`${path}/invitations`, { email: `${Math.random()}@example.com`, role: 'viewer' });
    for (let seat = 0; seat < 2; seat += 1) expect((await invite()).status).toBe(201);
    let open: (answer?: object) => void = () => undefined;
    const held = new Promise<object | undefined>((resolve) => (open = resolve));
    stripe.stripe.gate = ({ method, path: called }) =>
      method === 'POST' && called.includes('/subscriptions/') ? held : undefined;
    const change = owner.put(`${path}/billing/plan`, { plan: 'starter' });
    await waitFor('the smaller plan', async () => (await owner.get(`${path}/seats`)).body.limit === 3);
    expect(await invite()).toMatchObject({ status: 409, body: { code: 'seat-limit-reached' } });
    expect(await owner.put(`${path}/billing/plan`, { plan: 'enterprise' })).toMatchObject({
      status: 409,
      body: { code: 'plan-change-in-progress' },
    });
    // An event of before, told meanwhile, does not bring the larger plan back.
    await stripe.tell(organization.subscription);
    const waits = `select 1 from outbox where name = 'stripe-event' and last_error = 'plan-changing' and finished_at is null`;
    await waitFor('the event to wait', async () => (await stripe.sql(waits)).length > 0);
    expect((await owner.get(`${path}/seats`)).body).toMatchObject({ limit: 3, over: false });
    open();
    expect(await change).toMatchObject({ status: 200, body: { plan: 'starter', seats: { used: 3, over: false } } });
    await stripe.settled();
    await stripe.until(organization, { plan: 'starter' });
  });

  it('is as before when Stripe refuses', async () => {
    const organization = await stripe.paying('pro');
    const { owner, path, subscription } = organization;
    stripe.stripe.fault = 402;
    for (const plan of ['starter', 'enterprise', 'free']) {
      expect(await owner.put(`${path}/billing/plan`, { plan })).toMatchObject({ status: 503 });
      expect((await owner.get(`${path}/billing`)).body).toMatchObject({ plan: 'pro', endsAt: null });
    }
    stripe.stripe.fault = null;
    await stripe.settled();
    await stripe.until(organization, { plan: 'pro' });
    expect(subscription.items.data[0]?.price.id).toBe(PRICE.pro);
  });
});

interface Audited {
  readonly actor: { kind: string };
  readonly changes: { plan: { to: string } };
}

describe('credits that are bought', () => {
  const buy = async (credits: number) => {
    const organization = await stripe.world.organization('free');
    const answer = await organization.owner.post(`${organization.path}/billing/credits/top-ups`, { credits });
    expect(answer).toMatchObject({ status: 200 });
    return { ...organization, session: stripe.sessionAt(answer.body.url) };
  };

  it('are there once when they are paid, however often that is told', async () => {
    const { session, owner, path } = await buy(500);
    expect(session).toMatchObject({ mode: 'payment', line: { price: PRICE.credits, quantity: 500 } });
    // Told before it is paid (a bank takes its time), it adds nothing.
    await stripe.deliver('checkout.session.completed', { ...session, payment_status: 'unpaid' });
    await stripe.settled();
    expect((await owner.get(`${path}/billing/credits`)).body.topUp).toBe(0);
    stripe.stripe.pay(session.id);
    await Promise.all([
      stripe.deliver('checkout.session.completed', session, { id: 'evt_twice' }),
      stripe.deliver('checkout.session.completed', session, { id: 'evt_twice' }),
      stripe.deliver('checkout.session.async_payment_succeeded', session),
      stripe.deliver('checkout.session.completed', session),
    ]);
    await stripe.settled();
    await stripe.reconcile();
    expect((await owner.get(`${path}/billing/credits`)).body).toMatchObject({ monthly: 50, topUp: 500, balance: 550 });
  });

  it('are made up for by night when no event came', async () => {
    const { session, owner, path } = await buy(70);
    stripe.stripe.pay(session.id);
    await stripe.reconcile();
    expect((await owner.get(`${path}/billing/credits`)).body.topUp).toBe(70);
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
    await stripe.settled();
    expect((await other.owner.get(`${other.path}/billing/credits`)).body.topUp).toBe(0);
  });
});

describe('the billing contact', () => {
  it('follows the ownership', async () => {
    const organization = await stripe.paying('starter');
    const heir = await stripe.world.member(organization, 'admin', await stripe.world.person('Heir'));
    const { owner, path, subscription } = organization;
    expect((await owner.post(`${path}/ownership-transfer`, { membershipId: heir.membershipId })).status).toBe(200);
    await waitFor('the new contact', () => stripe.stripe.customers.get(subscription.customer)?.email === heir.email);
    expect(stripe.stripe.customers.get(subscription.customer)?.name).toBe('Heir');
  });
});
