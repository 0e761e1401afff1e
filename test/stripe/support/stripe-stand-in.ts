import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { readForm, type Form } from './form.js';

export interface Subscription {
  id: string;
  object: 'subscription';
  customer: string;
  status: string;
  created: number;
  cancel_at: number | null;
  cancel_at_period_end: boolean;
  metadata: Record<string, string>;
  items: { object: 'list'; has_more: boolean; data: SubscriptionItem[] };
  latest_invoice: string | null;
  schedule: string | null;
  pending_update: PendingUpdate | null;
}

/** What is in force as soon as the latest invoice is paid. */
export interface PendingUpdate {
  expires_at: number;
  subscription_items: { id: string; price: { id: string } }[];
  metadata: Record<string, string> | null;
  cancel_at_period_end: boolean | null;
}

export interface Invoice {
  id: string;
  object: 'invoice';
  customer: string;
  subscription: string;
  status: 'draft' | 'open' | 'paid' | 'void';
  billing_reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update';
  amount_due: number;
  created: number;
}

export interface Schedule {
  id: string;
  object: 'subscription_schedule';
  subscription: string | null;
  status: 'active' | 'released';
  current_phase: { start_date: number; end_date: number } | null;
  phases: Phase[];
}

interface Phase {
  start_date: number;
  end_date: number;
  items: { price: string; quantity: number }[];
  metadata: Record<string, string>;
}

interface SubscriptionItem {
  id: string;
  price: { id: string };
  current_period_start: number;
  current_period_end: number;
}

export interface Session {
  id: string;
  object: 'checkout.session';
  mode: string;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid';
  customer: string;
  subscription: string | null;
  url: string;
  created: number;
  metadata: Record<string, string>;
  line: { price: string; quantity: number };
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly form: Form;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

const MONTH = 30 * 86_400;
const seconds = (): number => Math.floor(Date.now() / 1_000);
const newId = (kind: string): string => `${kind}_${randomBytes(10).toString('hex')}`;

/**
 * A small stand-in of Stripe: exactly the calls that the service makes, on state that tests look into and change. It keeps
 * idempotency keys as Stripe does, and can be away, or hold calls back.
 */
export class StripeStandIn {
  readonly customers = new Map<string, { id: string; email: string; name: string; metadata: Record<string, string> }>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly sessions = new Map<string, Session>();
  readonly configurations = new Map<string, { id: string; active: true; features: unknown; metadata: Form }>();
  readonly invoices = new Map<string, Invoice>();
  readonly schedules = new Map<string, Schedule>();
  /** Customers whose card is declined. */
  readonly declined = new Set<string>();
  readonly calls: Call[] = [];
  /** Calls are broken off without an answer; or are answered so. */
  fault: 'away' | number | null = null;
  /** Asked before each call is looked at: a promise holds it back, and what it brings is the answer. */
  beforeCall: (call: Call) => Promise<object | undefined> | undefined = () => undefined;
  private readonly kept = new Map<string, { text: string; answer: Answer }>();

  private constructor(
    private readonly server: Server,
    private readonly secretKey: string,
  ) {}

  static async start(secretKey: string): Promise<StripeStandIn> {
    const server = createServer();
    const standIn = new StripeStandIn(server, secretKey);
    server.on('request', (request, response) => void standIn.serve(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  called(method: string, path: RegExp): Call[] {
    return this.calls.filter((call) => call.method === method && path.test(call.path));
  }

  /** The customer pays: as at Stripe, a subscription begins, or the checkout of credits is complete. */
  pay(sessionId: string): Session {
    const session = this.sessions.get(sessionId);
    if (session?.status !== 'open') throw new Error('Only an open checkout can be paid.');
    session.status = 'complete';
    session.payment_status = 'paid';
    if (session.mode === 'subscription') {
      session.subscription = this.subscribe(session.customer, session.line.price, session.metadata).id;
    }
    return session;
  }

  subscribe(customer: string, price: string, metadata: Record<string, string> = {}): Subscription {
    const [id, start] = [newId('sub'), seconds()];
    const item = {
      id: newId('si'),
      price: { id: price },
      current_period_start: start,
      current_period_end: start + MONTH,
    };
    const subscription: Subscription = {
      id,
      object: 'subscription',
      customer,
      status: 'active',
      created: start,
      cancel_at: null,
      cancel_at_period_end: false,
      metadata,
      items: { object: 'list', has_more: false, data: [item] },
      latest_invoice: null,
      schedule: null,
      pending_update: null,
    };
    this.subscriptions.set(id, subscription);
    this.invoice(subscription, 'subscription_create', amountOf(price)).status = 'paid';
    return subscription;
  }

  /** The next period begins, with what was planned for it. Its invoice is a draft at first, then paid or not. */
  renew(subscription: Subscription, invoice: 'paid' | 'draft' | 'unpaid' = 'paid'): Invoice {
    const item = itemOf(subscription);
    item.current_period_start = item.current_period_end;
    item.current_period_end += MONTH;
    this.enterPhase(subscription);
    const made = this.invoice(subscription, 'subscription_cycle', amountOf(item.price.id));
    if (invoice === 'paid') this.payInvoice(made.id);
    if (invoice === 'unpaid') {
      made.status = 'open';
      subscription.status = 'past_due';
    }
    return made;
  }

  /** Someone pays the invoice: with it, what waited for it is in force. */
  payInvoice(id: string): Subscription {
    const invoice = this.invoices.get(id);
    const subscription = this.subscriptions.get(invoice?.subscription ?? '');
    if (!invoice || !subscription || !['draft', 'open'].includes(invoice.status)) throw new Error('Not to be paid.');
    invoice.status = 'paid';
    const { pending_update: pending } = subscription;
    if (invoice.billing_reason === 'subscription_cycle') subscription.status = 'active';
    else if (pending) this.applyUpdate(subscription, pending);
    return subscription;
  }

  /** A day goes by: what waited for a payment is dropped. */
  expireUpdate(subscription: Subscription): void {
    subscription.pending_update = null;
    const invoice = this.invoices.get(subscription.latest_invoice ?? '');
    if (invoice?.status === 'open') invoice.status = 'void';
  }

  /** Everything that the customer has paid for subscriptions. */
  paidBy(customer: string): number {
    const paid = [...this.invoices.values()].filter((one) => one.customer === customer && one.status === 'paid');
    return paid.reduce((sum, { amount_due: due }) => sum + due, 0);
  }

  private invoice(subscription: Subscription, reason: Invoice['billing_reason'], due: number): Invoice {
    const { id, customer } = subscription;
    const invoice: Invoice = {
      id: newId('in'),
      object: 'invoice',
      customer,
      subscription: id,
      status: 'draft',
      billing_reason: reason,
      amount_due: due,
      created: seconds(),
    };
    this.invoices.set(invoice.id, invoice);
    subscription.latest_invoice = invoice.id;
    return invoice;
  }

  private enterPhase(subscription: Subscription): void {
    const schedule = this.schedules.get(subscription.schedule ?? '');
    const next = schedule?.phases.find(({ start_date: start }) => start >= (schedule.current_phase?.end_date ?? 0));
    if (!schedule || !next) return;
    schedule.current_phase = { start_date: next.start_date, end_date: next.end_date };
    itemOf(subscription).price = { id: next.items[0]?.price ?? '' };
    Object.assign(subscription.metadata, next.metadata);
  }

  private applyUpdate(subscription: Subscription, update: PendingUpdate): void {
    for (const { id, price } of update.subscription_items) {
      const own = subscription.items.data.find((item) => item.id === id);
      if (own) own.price = price;
    }
    if (update.cancel_at_period_end !== null) subscription.cancel_at_period_end = update.cancel_at_period_end;
    Object.assign(subscription.metadata, update.metadata);
    subscription.pending_update = null;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const { pathname, search } = new URL(request.url ?? '', 'http://stripe');
    const call = { method: request.method ?? '', path: pathname, form: readForm(text || search.slice(1)) };
    const ready = await this.beforeCall(call);
    this.calls.push(call);
    if (this.fault === 'away') {
      response.destroy();
      return;
    }
    const { status, body } = ready ? objectOrMissing(ready) : this.answer(call, text, request);
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': newId('req') });
    response.end(JSON.stringify(body));
  }

  private answer(call: Call, text: string, { headers }: IncomingMessage): Answer {
    if (headers.authorization !== `Bearer ${this.secretKey}`) return refusal(401, 'api_key_invalid');
    if (!headers['stripe-version']) return refusal(400, 'version_missing');
    if (typeof this.fault === 'number') return refusal(this.fault, 'fault');
    const key = call.method === 'POST' ? headers['idempotency-key'] : undefined;
    const kept = typeof key === 'string' ? this.kept.get(key) : undefined;
    if (kept && kept.text !== text) return refusal(400, 'idempotency_key_in_use');
    if (kept) return kept.answer;
    const answer = this.route(call);
    if (typeof key === 'string') this.kept.set(key, { text, answer: structuredClone(answer) });
    return answer;
  }

  private route({ method, path, form }: Call): Answer {
    const [, kind, id, action] =
      /^\/v1\/(customers|subscriptions|subscription_schedules|invoices|prices|checkout\/sessions|billing_portal\/\w+)(?:\/([^/]+))?(?:\/(\w+))?$/.exec(
        path,
      ) ?? [];
    switch (`${method} ${kind ?? ''}${id === undefined ? '' : '/{}'}${action === undefined ? '' : `/${action}`}`) {
      case 'POST customers':
        return this.putCustomer(newId('cus'), form);
      case 'POST customers/{}':
        return this.customers.has(id ?? '') ? this.putCustomer(id ?? '', form) : missing();
      case 'POST checkout/sessions':
        return this.openSession(form);
      case 'GET checkout/sessions':
        return list([...this.sessions.values()].filter(({ customer }) => customer === form['customer']));
      case 'GET checkout/sessions/{}':
        return objectOrMissing(this.sessions.get(id ?? ''));
      case 'POST checkout/sessions/{}/expire':
        return this.expire(this.sessions.get(id ?? ''));
      case 'GET subscriptions':
        return list(
          [...this.subscriptions.values()]
            .filter(({ customer }) => customer === form['customer'])
            .reverse()
            .map((subscription) => this.expand(subscription, Object.values(form['expand'] ?? {}))),
        );
      case 'GET subscriptions/{}':
        return objectOrMissing(this.subscriptions.get(id ?? ''));
      case 'GET invoices':
        return list([...this.invoices.values()].filter((one) => one.subscription === form['subscription']).reverse());
      case 'POST invoices/{}/void':
        return this.voidInvoice(this.invoices.get(id ?? ''));
      case 'POST subscription_schedules':
        return this.schedule(this.subscriptions.get(text(form['from_subscription'])));
      case 'POST subscription_schedules/{}':
        return this.plan(this.schedules.get(id ?? ''), form);
      case 'POST subscription_schedules/{}/release':
        return this.release(this.schedules.get(id ?? ''));
      case 'POST subscriptions/{}':
        return this.change(this.subscriptions.get(id ?? ''), form);
      case 'DELETE subscriptions/{}':
        return this.cancel(this.subscriptions.get(id ?? ''));
      case 'GET prices/{}':
        return objectOrMissing(PRICES[id ?? '']);
      case 'GET billing_portal/configurations':
        return list([...this.configurations.values()]);
      case 'POST billing_portal/configurations':
      case 'POST billing_portal/configurations/{}':
        return this.configure(id ?? newId('bpc'), form);
      case 'POST billing_portal/sessions':
        return objectOrMissing({ id: newId('bps'), url: `https://billing.stripe.com/p/${text(form['customer'])}` });
      default:
        return refusal(404, 'unknown_call');
    }
  }

  private putCustomer(id: string, form: Form): Answer {
    const before = this.customers.get(id);
    const customer = {
      id,
      object: 'customer',
      email: text(form['email'], before?.email),
      name: text(form['name'], before?.name),
      metadata: { ...before?.metadata, ...(form['metadata'] as Record<string, string> | undefined) },
    };
    this.customers.set(id, customer);
    return objectOrMissing(customer);
  }

  private openSession(form: Form): Answer {
    const customer = text(form['customer']);
    if (!this.customers.has(customer)) return refusal(400, 'resource_missing', 'customer');
    const [line] = Object.values(form['line_items'] as Record<string, { price: string; quantity: string }>);
    const id = newId('cs');
    const session: Session = {
      id,
      object: 'checkout.session',
      mode: text(form['mode']),
      status: 'open',
      payment_status: 'unpaid',
      customer,
      subscription: null,
      url: `https://checkout.stripe.com/c/pay/${id}`,
      created: seconds(),
      metadata: (form['metadata'] ?? {}) as Record<string, string>,
      line: { price: line?.price ?? '', quantity: Number(line?.quantity) },
    };
    this.sessions.set(id, session);
    return objectOrMissing(session);
  }

  private expire(session: Session | undefined): Answer {
    if (session?.status !== 'open') return refusal(400, 'not_open');
    session.status = 'expired';
    return objectOrMissing(session);
  }

  private expand(subscription: Subscription, expanded: unknown[]): object {
    const { latest_invoice: invoice, schedule } = subscription;
    return {
      ...subscription,
      ...(expanded.includes('data.latest_invoice') ? { latest_invoice: this.invoices.get(invoice ?? '') ?? null } : {}),
      ...(expanded.includes('data.schedule') ? { schedule: this.schedules.get(schedule ?? '') ?? null } : {}),
    };
  }

  private change(subscription: Subscription | undefined, form: Form): Answer {
    if (!subscription) return missing();
    if (subscription.status === 'canceled') return refusal(400, 'canceled');
    const isPending = form['payment_behavior'] === 'pending_if_incomplete';
    if (isPending && Object.keys(form).some((name) => !MAY_BE_PENDING.includes(name))) {
      return refusal(400, 'parameter_not_pending');
    }
    if (subscription.schedule !== null && Object.keys(form).some((name) => name.startsWith('cancel_at'))) {
      return refusal(400, 'managed_by_schedule');
    }
    const items = Object.values((form['items'] ?? {}) as Record<string, { id: string; price: string }>);
    if (items.some(({ id }) => !subscription.items.data.some((item) => item.id === id))) return missing();
    const cancels = form['cancel_at_period_end'];
    const update: PendingUpdate = {
      expires_at: seconds() + 23 * 3_600,
      subscription_items: items.map(({ id, price }) => ({ id, price: { id: price } })),
      metadata: (form['metadata'] ?? null) as Record<string, string> | null,
      cancel_at_period_end: cancels === undefined ? null : cancels === 'true',
    };
    const due = form['proration_behavior'] === 'always_invoice' ? this.proration(subscription, update) : 0;
    // Another update takes the place of the one that waits.
    if (subscription.pending_update) this.expireUpdate(subscription);
    if (due > 0) {
      const invoice = this.invoice(subscription, 'subscription_update', due);
      const isPaid = !this.declined.has(subscription.customer);
      invoice.status = isPaid ? 'paid' : 'open';
      if (!isPaid && isPending) {
        subscription.pending_update = update;
        return objectOrMissing(subscription);
      }
      if (!isPaid) subscription.status = 'past_due';
    }
    this.applyUpdate(subscription, update);
    if (form['cancel_at'] === '') subscription.cancel_at = null;
    return objectOrMissing(subscription);
  }

  /** What the rest of the period costs more. */
  private proration(subscription: Subscription, update: PendingUpdate): number {
    return update.subscription_items.reduce((sum, { id, price: to }) => {
      const item = subscription.items.data.find((own) => own.id === id);
      if (!item) return sum;
      const { current_period_start: start, current_period_end: end } = item;
      const left = (end - Math.max(start, seconds())) / (end - start);
      return sum + Math.round((amountOf(to.id) - amountOf(item.price.id)) * left);
    }, 0);
  }

  private voidInvoice(invoice: Invoice | undefined): Answer {
    if (invoice?.status !== 'open') return refusal(400, 'invoice_not_open');
    invoice.status = 'void';
    const subscription = this.subscriptions.get(invoice.subscription);
    if (subscription?.latest_invoice === invoice.id) subscription.pending_update = null;
    return objectOrMissing(invoice);
  }

  private schedule(subscription: Subscription | undefined): Answer {
    if (subscription?.schedule !== null) return refusal(400, 'not_to_be_scheduled');
    const { current_period_start: start, current_period_end: end } = itemOf(subscription);
    const items = subscription.items.data.map(({ price }) => ({ price: price.id, quantity: 1 }));
    const schedule: Schedule = {
      id: newId('sub_sched'),
      object: 'subscription_schedule',
      subscription: subscription.id,
      status: 'active',
      current_phase: { start_date: start, end_date: end },
      phases: [{ start_date: start, end_date: end, items, metadata: {} }],
    };
    this.schedules.set(schedule.id, schedule);
    subscription.schedule = schedule.id;
    return objectOrMissing(schedule);
  }

  private plan(schedule: Schedule | undefined, form: Form): Answer {
    if (schedule?.status !== 'active') return refusal(400, 'schedule_not_active');
    const phases = Object.values(form['phases'] as Record<string, Form>).map((phase) => ({
      start_date: Number(phase['start_date']),
      end_date: Number(phase['end_date'] ?? Number(phase['start_date']) + MONTH),
      items: Object.values(phase['items'] as Record<string, Form>).map(({ price: id, quantity }) => ({
        price: text(id),
        quantity: Number(quantity ?? 1),
      })),
      metadata: (phase['metadata'] ?? {}) as Record<string, string>,
    }));
    if (phases[0]?.start_date !== schedule.current_phase?.start_date) return refusal(400, 'phase_start');
    schedule.phases = phases;
    return objectOrMissing(schedule);
  }

  private release(schedule: Schedule | undefined): Answer {
    if (schedule?.status !== 'active') return refusal(400, 'schedule_not_active');
    schedule.status = 'released';
    const subscription = this.subscriptions.get(schedule.subscription ?? '');
    if (subscription) subscription.schedule = null;
    schedule.subscription = null;
    return objectOrMissing(schedule);
  }

  private cancel(subscription: Subscription | undefined): Answer {
    if (!subscription || subscription.status === 'canceled') return missing();
    subscription.status = 'canceled';
    return objectOrMissing(subscription);
  }

  private configure(id: string, { features, metadata = {} }: Form): Answer {
    const before = this.configurations.get(id);
    const configuration = { id, active: true, features, metadata: before?.metadata ?? metadata } as const;
    this.configurations.set(id, configuration as never);
    return objectOrMissing(configuration);
  }
}

export const PRICE = {
  starter: 'price_starter',
  pro: 'price_pro',
  enterprise: 'price_enterprise',
  credits: 'price_credit',
  /** Of another product of the same operator. */
  elsewhere: 'price_elsewhere',
};

/** What an update may hold that waits for its payment, as Stripe documents it for this version. */
const MAY_BE_PENDING = [
  'items',
  'metadata',
  'cancel_at_period_end',
  'payment_behavior',
  'proration_behavior',
  'proration_date',
  'billing_cycle_anchor',
];

const price = (id: string, amount: number) => ({
  id,
  object: 'price',
  unit_amount: amount,
  currency: 'eur',
  recurring: { interval: 'month' },
});
const PRICES: Record<string, ReturnType<typeof price>> = {
  [PRICE.starter]: price(PRICE.starter, 1_900),
  [PRICE.pro]: price(PRICE.pro, 9_900),
  [PRICE.enterprise]: price(PRICE.enterprise, 49_900),
};

function amountOf(id: string): number {
  return PRICES[id]?.unit_amount ?? 5_000;
}

function itemOf({ items }: Subscription): SubscriptionItem {
  const [item] = items.data;
  if (!item) throw new Error('No item.');
  return item;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function text(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

function objectOrMissing(thing: object | undefined): Answer {
  return thing ? { status: 200, body: thing } : missing();
}

/** The newest first, as Stripe lists. */
function list(data: object[]): Answer {
  return { status: 200, body: { object: 'list', has_more: false, data } };
}

function missing(): Answer {
  return refusal(404, 'resource_missing');
}

function refusal(status: number, code: string, param?: string): Answer {
  return { status, body: { error: { type: 'invalid_request_error', code, param, message: `Refused: ${code}` } } };
}
