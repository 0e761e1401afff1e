import { randomBytes } from 'node:crypto';
import Stripe from 'stripe';
import { Client, type Answer } from '../../support/client.js';
import { waitFor } from '../../support/wait.js';
import { World, type Plan } from '../../support/world.js';
import { PRICE, StripeStandIn, type Session, type Subscription } from './stripe-stand-in.js';

const SECRET_KEY = 'sk_test_standin';

export interface Delivery {
  readonly id?: string;
  /** Unix seconds. */
  readonly at?: number;
  readonly secret?: string;
}

export interface PayingOrganization {
  readonly id: string;
  readonly owner: Client;
  readonly path: string;
}

/** A service that is paid by Stripe, with a stand-in of it whose events are signed by Stripe's own library. */
export class StripeWorld {
  private constructor(
    readonly world: World,
    readonly stripe: StripeStandIn,
    readonly webhookSecret: string,
  ) {}

  /** @param start in which process: see `World` */
  static async start(
    environment: Record<string, string> = {},
    start: 'start' | 'startOwnProcess' = 'start',
  ): Promise<StripeWorld> {
    const stripe = await StripeStandIn.start(SECRET_KEY);
    const webhookSecret = `whsec_${randomBytes(24).toString('hex')}`;
    const world = await World[start]({
      BILLING_PROVIDER: 'stripe',
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_BASE: stripe.url,
      STRIPE_PRICE_STARTER: PRICE.starter,
      STRIPE_PRICE_PRO: PRICE.pro,
      STRIPE_PRICE_ENTERPRISE: PRICE.enterprise,
      STRIPE_PRICE_CREDITS: PRICE.credits,
      ...environment,
    });
    return new StripeWorld(world, stripe, webhookSecret);
  }

  async stop(): Promise<void> {
    await this.world.stop();
    await this.stripe.stop();
  }

  /** Delivers an event of the type about the thing. */
  deliver(type: string, object: object, delivery: Delivery = {}): Promise<Answer> {
    const { id = `evt_${randomBytes(8).toString('hex')}` } = delivery;
    return this.send({ id, object: 'event', api_version: '2026-10-28.endive', type, data: { object } }, delivery);
  }

  /** Sends a body as an event, signed by Stripe's own library. */
  send(event: object | string, { at = Math.floor(Date.now() / 1_000), secret = this.webhookSecret }: Delivery = {}) {
    const payload = typeof event === 'string' ? event : JSON.stringify(event);
    const signature = new Stripe(SECRET_KEY).webhooks.generateTestHeaderString({ payload, secret, timestamp: at });
    return this.world.anonymous.call('POST', '/webhooks/stripe', {
      body: payload,
      headers: { 'stripe-signature': signature },
    });
  }

  /** The checkout that the address leads to. */
  sessionAt(url: unknown): Session {
    const session = [...this.stripe.sessions.values()].find((known) => known.url === url);
    if (!session) throw new Error(`No checkout at ${String(url)}.`);
    return session;
  }

  async checkOut({ owner, path }: PayingOrganization, plan: Plan): Promise<Session> {
    const { status, body, text } = await owner.post(`${path}/billing/checkout`, { plan });
    if (status !== 200) throw new Error(text);
    return this.sessionAt(body.url);
  }

  /** An organization that has paid for the plan, and has it. */
  async paying(plan: Exclude<Plan, 'free'>): Promise<PayingOrganization & { subscription: Subscription }> {
    const organization = await this.world.organization('free');
    const session = this.stripe.pay((await this.checkOut(organization, plan)).id);
    await this.deliver('checkout.session.completed', session);
    await this.waitForBilling(organization, { plan });
    return { ...organization, subscription: this.subscriptionOf(session.customer) };
  }

  subscriptionOf(customer: string): Subscription {
    const found = [...this.stripe.subscriptions.values()].find((known) => known.customer === customer);
    if (!found) throw new Error('No subscription.');
    return found;
  }

  /** Delivers an event with the current subscription. */
  async deliverSubscription(
    subscription: Subscription,
    type = 'customer.subscription.updated',
    delivery?: Delivery,
  ): Promise<void> {
    const { status, text } = await this.deliver(type, subscription, delivery);
    if (status !== 200) throw new Error(text);
  }

  /** Waits until the organization's billing reads so. */
  async waitForBilling({ owner, path }: PayingOrganization, expected: Record<string, unknown>) {
    return waitFor(`billing to be ${JSON.stringify(expected)}`, async () => {
      const { body } = await owner.get(`${path}/billing`);
      return Object.entries(expected).every(([name, value]) => (body as Record<string, unknown>)[name] === value)
        ? (body as Record<string, string>)
        : null;
    });
  }

  /** Waits until nothing is due on the queue of payments. */
  async waitUntilProcessed(): Promise<void> {
    await waitFor('the queue of payments to be empty', async () => {
      const { rows } = await this.world.database.admin.query(
        `select 1 from outbox where queue = 'payments' and finished_at is null`,
      );
      return rows.length === 0;
    });
  }

  /** Runs the nightly reconciliation now. */
  async reconcile(): Promise<void> {
    await this.world.runNow('stripe-reconciliation');
    await waitFor('the nightly reconciliation to finish', async () => {
      const { rows } = await this.world.database.admin.query(
        `select 1 from outbox where name in ('stripe-reconciliation', 'stripe-sync') and finished_at is null`,
      );
      return rows.length === 0;
    });
  }

  /** Moves a time of the organization's subscription into the past, as if so much time had gone by. */
  async moveIntoPast(organizationId: string, column: 'grace_ends_at' | 'cancels_at'): Promise<void> {
    // A reading of Stripe that is under way would set the time again.
    await this.waitUntilProcessed();
    await this.world.database.admin.query(
      `update subscription set ${column} = now() - interval '1 minute', paid_until = now() - interval '1 minute'
       where organization_id = $1`,
      [organizationId],
    );
    await this.world.database.admin.query(
      `update due_work set due_at = now() - interval '1 minute' where organization_id = $1 and kind = 'billing'`,
      [organizationId],
    );
  }

  async sql<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> {
    return (await this.world.database.admin.query<Row>(text, values)).rows;
  }
}
