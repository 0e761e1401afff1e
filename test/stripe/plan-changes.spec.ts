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
  stripe.stripe.declined.clear();
});

const choose = ({ owner, path }: PayingOrganization, plan: string) => owner.put(`${path}/billing/plan`, { plan });

const ledgerOf = async ({ owner, path }: PayingOrganization): Promise<string[]> => {
  const { body } = await owner.get(`${path}/billing/credits/ledger`);
  return (body.data as { kind: string; credits: number }[]).reverse().map(({ kind, credits }) => `${kind} ${credits}`);
};

const auditOf = async ({ owner, path }: PayingOrganization, action: string) => {
  const { body } = await owner.get(`${path}/audit-events?action=${action}`);
  return body.data as { actor: { kind: string }; changes: Record<string, { from: unknown; to: unknown }> }[];
};

const priceAt = ({ subscription }: Awaited<ReturnType<StripeWorld['paying']>>) => subscription.items.data[0]?.price.id;
const endOf = ({ subscription }: Awaited<ReturnType<StripeWorld['paying']>>) =>
  new Date((subscription.items.data[0]?.current_period_end ?? 0) * 1_000).toISOString();

describe('a plan that is chosen', () => {
  it('needs a checkout first, unless it is the one in force', async () => {
    const organization = await stripe.world.organization('free');
    expect(await choose(organization, 'pro')).toMatchObject({ status: 409, body: { code: 'checkout-required' } });
    expect(await choose(organization, 'free')).toMatchObject({ status: 200, body: { plannedChange: null } });
  });

  it('with too few seats is refused and names who holds them, Free included', async () => {
    const organization = await stripe.paying('pro');
    for (let member = 0; member < 3; member += 1) await stripe.world.member(organization, 'member');
    for (const [plan, seatLimit] of [
      ['free', 1],
      ['starter', 3],
    ] as const) {
      expect(await choose(organization, plan)).toMatchObject({
        status: 409,
        body: { code: 'seats-exceed-plan', seatsUsed: 4, seatLimit, plan, holders: [{}, {}, {}, {}] },
      });
    }
    expect(organization.subscription).toMatchObject({ cancel_at_period_end: false, schedule: null });
  });

  it('is as before when Stripe refuses', async () => {
    const organization = await stripe.paying('pro');
    const { owner, path } = organization;
    stripe.stripe.fault = 402;
    for (const plan of ['starter', 'enterprise', 'free']) {
      expect(await choose(organization, plan)).toMatchObject({ status: 503 });
      expect((await owner.get(`${path}/billing`)).body).toMatchObject({
        plan: 'pro',
        endsAt: null,
        plannedChange: null,
      });
    }
    stripe.stripe.fault = null;
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { plan: 'pro' });
    expect(priceAt(organization)).toBe(PRICE.pro);
  });

  it('is changed by one at a time, and no event counts meanwhile', async () => {
    const organization = await stripe.paying('starter');
    let open: (answer?: object) => void = () => undefined;
    const held = new Promise<object | undefined>((resolve) => (open = resolve));
    let isHeld = false;
    stripe.stripe.beforeCall = ({ method, path: called }) => {
      if (method !== 'POST' || !called.includes('/subscriptions/')) return undefined;
      isHeld = true;
      return held;
    };
    const change = choose(organization, 'pro');
    await waitFor('the change to be asked for', () => isHeld);
    expect(await choose(organization, 'enterprise')).toMatchObject({
      status: 409,
      body: { code: 'plan-change-in-progress' },
    });
    await stripe.deliverSubscription(organization.subscription);
    const waits = `select 1 from outbox where name = 'stripe-event' and last_error = 'plan-changing' and finished_at is null`;
    await waitFor('the event to wait', async () => (await stripe.sql(waits)).length > 0);
    open();
    expect(await change).toMatchObject({ status: 200, body: { plan: 'pro' } });
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { plan: 'pro' });
  });

  it('is answered as it is then, also where an older reading of Stripe ends in the middle of the change', async () => {
    const organization = await stripe.paying('pro');
    expect(await choose(organization, 'free')).toMatchObject({ body: { endsAt: endOf(organization) } });
    await stripe.waitUntilProcessed();
    const reading = new HeldCall();
    const changing = new HeldCall();
    stripe.stripe.beforeCall = ({ method, path: called }) => {
      if (method === 'GET' && called === '/v1/subscriptions') return reading.holdOnce();
      if (method === 'POST' && called.includes('/subscriptions/')) return changing.holdOnce();
      return undefined;
    };
    await stripe.deliverSubscription(organization.subscription);
    await waitFor('the reading', () => reading.isHeld);
    const change = choose(organization, 'pro');
    await waitFor('the change to be asked for', () => changing.isHeld);
    reading.release();
    const runs = `select 1 from outbox where name = 'stripe-event' and finished_at is null
                  and last_error is distinct from 'plan-changing'`;
    await waitFor('the reading to end', async () => (await stripe.sql(runs)).length === 0);
    changing.release();
    expect(await change).toMatchObject({ status: 200, body: { plan: 'pro', endsAt: null } });
    await stripe.waitUntilProcessed();
    await stripe.waitForBilling(organization, { plan: 'pro', endsAt: null });
  });
});

/** A call of the service that the stand-in answers only when it is released; later ones are not held. */
class HeldCall {
  isHeld = false;
  release: () => void = () => undefined;
  private readonly released = new Promise<undefined>((resolve) => {
    this.release = () => {
      resolve(undefined);
    };
  });

  holdOnce(): Promise<undefined> | undefined {
    if (this.isHeld) return undefined;
    this.isHeld = true;
    return this.released;
  }
}

describe('a larger plan', () => {
  it('is invoiced at once, and in force with its credits when that is paid', async () => {
    const organization = await stripe.paying('starter');
    const { subscription } = organization;
    expect(await choose(organization, 'pro')).toMatchObject({
      status: 200,
      body: { plan: 'pro', plannedChange: null, seats: { limit: 10 }, credits: { balance: 10_000 } },
    });
    expect(priceAt(organization)).toBe(PRICE.pro);
    expect(stripe.stripe.called('POST', new RegExp(`subscriptions/${subscription.id}`)).at(-1)?.form).toMatchObject({
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
      metadata: { plan: 'pro' },
    });
    expect(stripe.stripe.paidBy(subscription.customer)).toBeGreaterThan(1_900 + 7_900);
    const changes = await auditOf(organization, 'subscription.plan_changed');
    expect(changes.map(({ actor, changes: { plan } }) => [actor.kind, plan?.to])).toEqual([
      ['member', 'pro'],
      ['system', 'starter'],
    ]);
  });

  it('whose payment fails is planned, and gives nothing until that invoice is paid', async () => {
    const organization = await stripe.paying('starter');
    const { subscription, owner, path } = organization;
    stripe.stripe.declined.add(subscription.customer);
    const planned = { plan: 'starter', status: 'active', plannedChange: { plan: 'enterprise', at: null } };
    expect(await choose(organization, 'enterprise')).toMatchObject({
      status: 200,
      body: { ...planned, credits: { balance: 3_000 } },
    });
    for (const type of ['invoice.payment_failed', 'customer.subscription.updated', 'invoice.payment_action_required']) {
      await stripe.deliverSubscription(subscription, type);
    }
    await stripe.waitUntilProcessed();
    expect((await owner.get(`${path}/billing`)).body).toMatchObject({ ...planned, credits: { balance: 3_000 } });
    expect(await ledgerOf(organization)).toEqual(['grant 50', 'grant 2950']);
    expect(
      (await auditOf(organization, 'subscription.change_planned')).map(({ actor, changes }) => [
        actor.kind,
        changes['plannedChange']?.to,
      ]),
    ).toEqual([['member', { plan: 'enterprise', at: null }]]);
    stripe.stripe.payInvoice(subscription.latest_invoice ?? '');
    await Promise.all([
      stripe.deliverSubscription(subscription, 'invoice.paid', { id: 'evt_upgrade_paid' }),
      stripe.deliverSubscription(subscription, 'invoice.paid', { id: 'evt_upgrade_paid' }),
      stripe.deliverSubscription(subscription, 'customer.subscription.pending_update_applied'),
      stripe.deliverSubscription(subscription, 'invoice.payment_failed'),
    ]);
    await stripe.waitForBilling(organization, { plan: 'enterprise', plannedChange: null });
    await stripe.waitUntilProcessed();
    expect(await ledgerOf(organization)).toEqual(['grant 50', 'grant 2950', 'grant 37000']);
  });

  it('that is never paid is dropped, also when no event says so', async () => {
    const organization = await stripe.paying('starter');
    const { subscription } = organization;
    stripe.stripe.declined.add(subscription.customer);
    expect(await choose(organization, 'pro')).toMatchObject({ body: { plannedChange: { plan: 'pro' } } });
    stripe.stripe.expireUpdate(subscription);
    await stripe.reconcile();
    await stripe.waitForBilling(organization, { plan: 'starter', plannedChange: null });
    expect(await ledgerOf(organization)).toEqual(['grant 50', 'grant 2950']);
  });

  it('whose payment failed is tried again when it is chosen again, and dropped for the plan that is paid', async () => {
    const organization = await stripe.paying('starter');
    const { subscription } = organization;
    const first = subscription.latest_invoice;
    stripe.stripe.declined.add(subscription.customer);
    await choose(organization, 'pro');
    const failed = subscription.latest_invoice ?? '';
    expect(await choose(organization, 'starter')).toMatchObject({ body: { plan: 'starter', plannedChange: null } });
    expect([stripe.stripe.invoices.get(failed)?.status, subscription.pending_update]).toEqual(['void', null]);
    expect(first).not.toBe(failed);
    await choose(organization, 'pro');
    stripe.stripe.declined.clear();
    expect(await choose(organization, 'pro')).toMatchObject({ body: { plan: 'pro', plannedChange: null } });
    const invoices = [...stripe.stripe.invoices.values()].filter(({ customer }) => customer === subscription.customer);
    expect(invoices.map(({ status }) => status)).toEqual(['paid', 'void', 'void', 'paid']);
  });

  it('takes back the end that was asked for, once it is paid', async () => {
    const organization = await stripe.paying('starter');
    const { subscription } = organization;
    await choose(organization, 'free');
    stripe.stripe.declined.add(subscription.customer);
    expect(await choose(organization, 'pro')).toMatchObject({
      body: { plan: 'starter', plannedChange: { plan: 'pro', at: null }, endsAt: expect.any(String) },
    });
    stripe.stripe.payInvoice(subscription.latest_invoice ?? '');
    await stripe.deliverSubscription(subscription, 'invoice.paid');
    await stripe.waitForBilling(organization, { plan: 'pro', endsAt: null, plannedChange: null });
  });
});

describe('a smaller plan', () => {
  it('is in force when the period ends that is paid for', async () => {
    const organization = await stripe.paying('pro');
    const { subscription, owner, path } = organization;
    const planned = { plan: 'starter', at: endOf(organization) };
    expect(await choose(organization, 'starter')).toMatchObject({
      status: 200,
      body: { plan: 'pro', plannedChange: planned, seats: { limit: 10 }, credits: { balance: 10_000 } },
    });
    expect(priceAt(organization)).toBe(PRICE.pro);
    await stripe.deliverSubscription(subscription);
    await stripe.waitUntilProcessed();
    expect((await owner.get(`${path}/billing`)).body).toMatchObject({ plan: 'pro', plannedChange: planned });
    expect(await choose(organization, 'starter')).toMatchObject({ status: 200, body: { plannedChange: planned } });
    expect(stripe.stripe.called('POST', /subscription_schedules$/).length).toBe(1);
    stripe.stripe.renew(subscription);
    await stripe.deliverSubscription(subscription, 'invoice.paid');
    await stripe.waitForBilling(organization, { plan: 'starter', plannedChange: null });
    expect(await ledgerOf(organization)).toEqual(['grant 50', 'grant 9950', 'lapse -10000', 'grant 3000']);
    expect(stripe.stripe.paidBy(subscription.customer)).toBe(9_900 + 1_900);
  });

  it('that was planned gives way to whatever is chosen after it', async () => {
    const organization = await stripe.paying('pro');
    const { subscription, owner, path } = organization;
    await choose(organization, 'starter');
    expect(await choose(organization, 'pro')).toMatchObject({ body: { plan: 'pro', plannedChange: null } });
    expect(subscription.schedule).toBeNull();
    await choose(organization, 'starter');
    expect(await choose(organization, 'free')).toMatchObject({
      body: { plan: 'pro', plannedChange: null, endsAt: endOf(organization) },
    });
    expect(subscription).toMatchObject({ schedule: null, cancel_at_period_end: true });
    expect(await choose(organization, 'starter')).toMatchObject({
      body: { plan: 'pro', plannedChange: { plan: 'starter', at: endOf(organization) }, endsAt: null },
    });
    expect(subscription.cancel_at_period_end).toBe(false);
    expect(await choose(organization, 'enterprise')).toMatchObject({
      body: { plan: 'enterprise', plannedChange: null },
    });
    expect(subscription.schedule).toBeNull();
    stripe.stripe.renew(subscription);
    await stripe.deliverSubscription(subscription, 'invoice.paid');
    await stripe.waitUntilProcessed();
    expect((await owner.get(`${path}/billing`)).body).toMatchObject({ plan: 'enterprise' });
  });

  it('leaves what else the subscription has as it is', async () => {
    const organization = await stripe.paying('pro');
    const { subscription } = organization;
    const [own] = subscription.items.data;
    if (!own) throw new Error('No item.');
    subscription.items.data.unshift({ ...own, id: 'si_other', price: { id: PRICE.elsewhere } });
    await choose(organization, 'starter');
    const schedule = stripe.stripe.schedules.get(subscription.schedule ?? '');
    expect(schedule?.phases.map(({ items }) => items.map(({ price }) => price))).toEqual([
      [PRICE.elsewhere, PRICE.pro],
      [PRICE.elsewhere, PRICE.starter],
    ]);
    await choose(organization, 'enterprise');
    expect(subscription.items.data.map(({ price }) => price.id)).toEqual([PRICE.elsewhere, PRICE.enterprise]);
  });
});

describe('Free', () => {
  it('ends with the period; until then a paid plan takes it back', async () => {
    const organization = await stripe.paying('pro');
    const { owner, path, subscription } = organization;
    const { renewsAt } = (await owner.get(`${path}/billing`)).body as { renewsAt: string };
    expect(await choose(organization, 'free')).toMatchObject({
      status: 200,
      body: { plan: 'pro', status: 'active', renewsAt: null, endsAt: renewsAt },
    });
    expect(subscription.cancel_at_period_end).toBe(true);
    expect(await choose(organization, 'pro')).toMatchObject({ body: { plan: 'pro', renewsAt, endsAt: null } });
    expect(subscription.cancel_at_period_end).toBe(false);
    expect(await auditOf(organization, 'subscription.cancellation_changed')).toHaveLength(2);
  });
});

describe('credits for nothing', () => {
  it.each(['paid', 'declined'])(
    'are not to be had by Starter, Enterprise, Starter within seconds: %s',
    async (card) => {
      const organization = await stripe.paying('starter');
      const { subscription } = organization;
      if (card === 'declined') stripe.stripe.declined.add(subscription.customer);
      for (const plan of ['enterprise', 'starter', 'enterprise', 'starter']) await choose(organization, plan);
      await stripe.waitUntilProcessed();
      const granted = (await ledgerOf(organization))
        .filter((entry) => entry.startsWith('grant'))
        .reduce((sum, entry) => sum + Number(entry.split(' ')[1]), 0);
      const paid = stripe.stripe.paidBy(subscription.customer);
      // Forty thousand credits are there only for the whole price of Enterprise.
      if (card === 'declined') expect([granted, paid]).toEqual([3_000, 1_900]);
      else expect([granted, paid]).toEqual([40_000, 49_900]);
    },
  );

  it('are not granted by a period that has begun and is not paid: as a draft, failed, and paid at last', async () => {
    const organization = await stripe.paying('enterprise');
    const { subscription, owner, path } = organization;
    const before = ['grant 50', 'grant 39950'];
    const invoice = stripe.stripe.renew(subscription, 'draft');
    await stripe.deliverSubscription(subscription);
    await stripe.waitUntilProcessed();
    expect(await ledgerOf(organization)).toEqual(before);
    invoice.status = 'open';
    subscription.status = 'past_due';
    await stripe.deliverSubscription(subscription, 'invoice.payment_failed');
    await stripe.waitForBilling(organization, { status: 'past_due', plan: 'enterprise' });
    await stripe.reconcile();
    expect(await ledgerOf(organization)).toEqual(before);
    stripe.stripe.payInvoice(invoice.id);
    await Promise.all([
      stripe.deliverSubscription(subscription, 'invoice.paid', { id: 'evt_renewed' }),
      stripe.deliverSubscription(subscription, 'invoice.paid', { id: 'evt_renewed' }),
      stripe.deliverSubscription({ ...subscription, status: 'past_due' }, 'invoice.payment_failed'),
    ]);
    await stripe.waitForBilling(organization, { status: 'active', plan: 'enterprise' });
    await stripe.waitUntilProcessed();
    expect(await ledgerOf(organization)).toEqual([...before, 'lapse -40000', 'grant 40000']);
    expect((await owner.get(`${path}/billing/credits`)).body.balance).toBe(40_000);
  });

  it('are not granted by a change that is paid while the renewal is a draft', async () => {
    const organization = await stripe.paying('starter');
    const { subscription } = organization;
    const renewal = stripe.stripe.renew(subscription, 'draft');
    expect(await choose(organization, 'pro')).toMatchObject({ body: { plan: 'pro' } });
    await stripe.waitUntilProcessed();
    expect((await ledgerOf(organization)).filter((entry) => entry.startsWith('lapse'))).toEqual([]);
    stripe.stripe.payInvoice(renewal.id);
    await stripe.deliverSubscription(subscription, 'invoice.paid');
    await waitFor('the new period', async () =>
      (await ledgerOf(organization)).some((entry) => entry.startsWith('lapse')),
    );
    expect((await ledgerOf(organization)).at(-1)).toBe('grant 10000');
  });

  it('lapse where the renewal stays unpaid, with the plan', async () => {
    const organization = await stripe.paying('pro');
    const { subscription, id } = organization;
    stripe.stripe.renew(subscription, 'unpaid');
    await stripe.deliverSubscription(subscription, 'invoice.payment_failed');
    await stripe.waitForBilling(organization, { status: 'past_due' });
    await stripe.sql(
      `update credit_account set period_started_at = now() - interval '31 days', period_ends_at = now() - interval '1 minute'
      where organization_id = $1`,
      id,
    );
    await stripe.moveIntoPast(id, 'grace_ends_at');
    await stripe.waitForBilling(organization, { plan: 'free', status: 'past_due' });
    expect((await organization.owner.get(`${organization.path}/billing/credits`)).body.balance).toBe(50);
  });
});
