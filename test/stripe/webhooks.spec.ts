import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { loadDocument, operationsOf } from '../access/support/operations.js';
import { misfits } from '../openapi/support/fits.js';
import type { Answer } from '../support/client.js';
import { ODD_IDS } from '../support/odd-ids.js';
import { waitFor } from '../support/wait.js';
import { PRICE } from './support/stripe-stand-in.js';
import { StripeWorld } from './support/stripe-world.js';

let stripe: StripeWorld;
beforeAll(async () => {
  stripe = await StripeWorld.start({}, 'startOwnProcess');
});
afterAll(() => stripe.stop());
afterEach(() => {
  stripe.stripe.fault = null;
  stripe.stripe.beforeCall = () => undefined;
});

const TAKEN = { status: 200, body: { received: true } };
const REFUSED = { status: 400, body: { code: 'invalid-signature' } };
const now = (): number => Math.floor(Date.now() / 1_000);

describe('the signature of an event', () => {
  const event = {
    id: 'evt_signed',
    object: 'event',
    type: 'invoice.paid',
    data: { object: { id: 'in_1', customer: 'cus_1' } },
  };

  it('counts by the secret of this endpoint, over the very body', async () => {
    expect(await stripe.send(event, { secret: 'whsec_other' })).toMatchObject(REFUSED);
    expect(await stripe.send(event)).toMatchObject(TAKEN);
    const { anonymous } = stripe.world;
    expect(await anonymous.post('/webhooks/stripe', event)).toMatchObject(REFUSED);
    expect(await anonymous.post('/webhooks/stripe', event, { 'stripe-signature': 't=,v1=' })).toMatchObject(REFUSED);
    expect(await anonymous.post('/webhooks/stripe', event, { 'stripe-signature': `t=${now()},v1=00` })).toMatchObject(
      REFUSED,
    );
  });

  it('is good for five minutes, by a clock before or after ours', async () => {
    for (const off of [-360, 360]) expect(await stripe.send(event, { at: now() + off })).toMatchObject(REFUSED);
    for (const off of [-240, 240]) expect(await stripe.send(event, { at: now() + off })).toMatchObject(TAKEN);
  });

  it('does not make a body readable, or small', async () => {
    expect(await stripe.send('{"id":')).toMatchObject(REFUSED);
    expect(await stripe.send('')).toMatchObject(REFUSED);
    expect(await stripe.send({ ...event, pad: 'x'.repeat(1_100_000) })).toMatchObject({ status: 413 });
  });
});

describe('bodies that never end', () => {
  it('have one budget for all senders together, which RATE_LIMITS=off does not lift: 503, and taken again when they have ended', async () => {
    const { service } = stripe.world;
    const sockets: Socket[] = [];
    const answers = Array.from({ length: 70 }, () => {
      const socket = connect(service.port, '127.0.0.1');
      sockets.push(socket);
      const head = 'POST /api/v1/webhooks/stripe HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n';
      socket.write(head);
      socket.write(Buffer.alloc(990_000));
      return once(socket, 'data').then(([data]: Buffer[]) => String(data));
    });
    void Promise.allSettled(answers);
    const refused = await Promise.race(answers);
    expect(refused).toMatch(/^HTTP\/1\.1 503 /);
    expect(refused).toMatch(/^Retry-After: 5\r$/im);
    expect(refused).toContain('"code":"service-unavailable"');
    for (const socket of sockets) socket.destroy();
    const event = { id: 'evt_room', object: 'event', type: 'charge.succeeded', data: { object: { id: 'ch_1' } } };
    await waitFor('a free slot', async () => (await stripe.send(event)).status === 200);
  });
});

describe('an event', () => {
  it('of a type, a version, a form or a customer that no one knows is taken quietly', async () => {
    const calls = stripe.stripe.calls.length;
    for (const event of [
      { id: 'evt_a', object: 'event', type: 'charge.succeeded', data: { object: { id: 'ch_1', customer: 'cus_1' } } },
      { id: 'evt_b', object: 'v2.core.event', type: 'v2.core.account.updated' },
      {
        id: 'evt_c',
        object: 'event',
        api_version: '2011-01-01',
        type: 'invoice.paid',
        data: { object: { id: 'in_2' } },
      },
      {
        id: 'evt_d',
        type: 'customer.subscription.updated',
        data: { object: { id: 'sub_x', customer: { id: 'cus_unknown' } } },
      },
      { nothing: true },
      [],
    ]) {
      expect(await stripe.send(event)).toMatchObject(TAKEN);
    }
    await stripe.waitUntilProcessed();
    expect(stripe.stripe.calls.length).toBe(calls);
  });

  it.each(ODD_IDS)('with a text in place of an id is taken quietly, whichever id it is: %j', async (odd) => {
    const calls = stripe.stripe.calls.length;
    const event = (id: string, type: string, object: object) => ({ id, object: 'event', type, data: { object } });
    for (const each of [
      event(odd, 'invoice.paid', { id: 'in_odd', customer: 'cus_odd' }),
      event('evt_odd_customer', 'customer.subscription.updated', { id: 'sub_odd', customer: odd }),
      event('evt_odd_object', 'customer.subscription.updated', { id: 'sub_odd', customer: { id: odd } }),
      event('evt_odd_session', 'checkout.session.completed', { id: odd, customer: 'cus_odd', payment_status: 'paid' }),
      event('evt_odd_deleted', 'customer.deleted', { id: odd }),
      event('evt_odd_status', 'checkout.session.completed', { id: 'cs_1', customer: 'cus_odd', payment_status: odd }),
    ]) {
      expect(await stripe.send(each)).toMatchObject(TAKEN);
    }
    await waitFor('the line of the log', () => /"reason":"unreadable".*is ignored/.test(stripe.world.service.output()));
    await stripe.waitUntilProcessed();
    expect(stripe.stripe.calls.length).toBe(calls);
  });

  it('that comes twice is worked on once; without its customer’s organization it moves no one', async () => {
    const [organization, other] = [await stripe.paying('starter'), await stripe.paying('starter')];
    await stripe.waitUntilProcessed();
    const reads = () => stripe.stripe.called('GET', /subscriptions$/).length;
    const before = reads();
    const metadata = { organization_id: other.id };
    const forged = { ...organization.subscription, metadata };
    await Promise.all(
      Array.from({ length: 5 }, () =>
        stripe.deliverSubscription(forged, 'customer.subscription.updated', { id: 'evt_five_times' }),
      ),
    );
    await stripe.waitUntilProcessed();
    expect(reads()).toBe(before + 1);
    const asked = stripe.stripe.called('GET', /subscriptions$/).at(-1);
    expect(asked?.form['customer']).toBe(organization.subscription.customer);
  });

  it('in any order leads to what Stripe says now, also when an older reading comes in last', async () => {
    const organization = await stripe.paying('starter');
    const { subscription } = organization;
    await stripe.waitUntilProcessed();
    let answer: (list: object) => void = () => undefined;
    const held = new Promise<object>((resolve) => (answer = resolve));
    const before = { object: 'list', has_more: false, data: [structuredClone(subscription)] };
    let isFirst = true;
    stripe.stripe.beforeCall = ({ method, path }) => {
      if (method !== 'GET' || !path.endsWith('/subscriptions') || !isFirst) return undefined;
      isFirst = false;
      return held;
    };
    await stripe.deliverSubscription(subscription);
    await waitFor('the first reading', () => !isFirst);
    const [item] = subscription.items.data;
    if (item) item.price = { id: PRICE.pro };
    await stripe.deliverSubscription(subscription);
    await stripe.waitForBilling(organization, { plan: 'pro' });
    answer(before);
    await stripe.waitUntilProcessed();
    expect((await organization.owner.get(`${organization.path}/billing`)).body).toMatchObject({ plan: 'pro' });
    const { rows } = await stripe.world.database.admin.query(
      `select 1 from audit_event where organization_id = $1 and action = 'subscription.plan_changed'`,
      [organization.id],
    );
    expect(rows).toHaveLength(2);
  });

  it('that was stored is worked on although the worker was killed', async () => {
    const organization = await stripe.world.organization('free');
    const session = stripe.stripe.pay((await stripe.checkOut(organization, 'pro')).id);
    let reached = false;
    stripe.stripe.beforeCall = ({ path }) => {
      if (!path.startsWith('/v1/checkout')) return undefined;
      reached = true;
      return new Promise(() => undefined);
    };
    expect(await stripe.deliver('checkout.session.completed', session)).toMatchObject(TAKEN);
    await waitFor('the worker to be at it', () => reached);
    await stripe.world.service.kill();
    stripe.stripe.beforeCall = () => undefined;
    // As if the dead worker's lease, of fifteen seconds, had run out.
    await stripe.world.database.admin.query(
      'update outbox set locked_until = now(), due_at = now() where finished_at is null',
    );
    stripe.world.service = await stripe.world.startAnotherProcess({ PORT: String(stripe.world.service.port) });
    await stripe.waitForBilling(organization, { plan: 'pro' });
    expect(stripe.world.service.output()).not.toMatch(/@example\.com|sk_test|whsec/);
  });
});

describe('the calls that need Stripe', () => {
  it('answer what is documented', async () => {
    const document = await loadDocument(stripe.world.anonymous);
    const { owner, path, id } = await stripe.world.organization('free');
    const documented = (name: string, { status, body }: Answer): string[] => {
      const operation = operationsOf(document).find((known) => known.name === name);
      const content = operation?.object.responses[String(status)]?.content?.['application/json'];
      return content ? misfits(body, content.schema, document.components.schemas) : [`${name} answers no ${status}`];
    };
    const billing = '/api/v1/organizations/{organizationId}/billing';
    const checkout = await owner.post(`${path}/billing/checkout`, { plan: 'starter' });
    expect(documented(`POST ${billing}/checkout`, checkout)).toEqual([]);
    expect(documented(`POST ${billing}/portal`, await owner.post(`${path}/billing/portal`))).toEqual([]);
    expect(documented('POST /api/v1/webhooks/stripe', await stripe.send({ nothing: id }))).toEqual([]);
    expect(documented('GET /api/v1/plans', await owner.get('/plans'))).toEqual([]);
  });
});
