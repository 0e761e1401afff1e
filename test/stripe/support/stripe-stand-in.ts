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
}

export interface SubscriptionItem {
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
  readonly calls: Call[] = [];
  /** Calls are broken off without an answer; or are answered so. */
  fault: 'away' | number | null = null;
  /** Asked before each call is looked at: a promise holds it back, and what it brings is the answer. */
  gate: (call: Call) => Promise<object | undefined> | undefined = () => undefined;
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
    };
    this.subscriptions.set(id, subscription);
    return subscription;
  }

  /** The next period begins, paid or not. */
  renew({ items }: Subscription): void {
    const [item] = items.data;
    if (!item) throw new Error('No item.');
    item.current_period_start = item.current_period_end;
    item.current_period_end += MONTH;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const { pathname, search } = new URL(request.url ?? '', 'http://stripe');
    const call = { method: request.method ?? '', path: pathname, form: readForm(text || search.slice(1)) };
    const ready = await this.gate(call);
    this.calls.push(call);
    if (this.fault === 'away') {
      response.destroy();
      return;
    }
    const { status, body } = ready ? found(ready) : this.answer(call, text, request);
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
      /^\/v1\/(customers|subscriptions|prices|checkout\/sessions|billing_portal\/\w+)(?:\/([^/]+))?(?:\/(\w+))?$/.exec(
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
        return found(this.sessions.get(id ?? ''));
      case 'POST checkout/sessions/{}/expire':
        return this.expire(this.sessions.get(id ?? ''));
      case 'GET subscriptions':
        return list([...this.subscriptions.values()].filter(({ customer }) => customer === form['customer']).reverse());
      case 'GET subscriptions/{}':
        return found(this.subscriptions.get(id ?? ''));
      case 'POST subscriptions/{}':
        return this.change(this.subscriptions.get(id ?? ''), form);
      case 'DELETE subscriptions/{}':
        return this.cancel(this.subscriptions.get(id ?? ''));
      case 'GET prices/{}':
        return found(PRICES[id ?? '']);
      case 'GET billing_portal/configurations':
        return list([...this.configurations.values()]);
      case 'POST billing_portal/configurations':
      case 'POST billing_portal/configurations/{}':
        return this.configure(id ?? newId('bpc'), form);
      case 'POST billing_portal/sessions':
        return found({ id: newId('bps'), url: `https://billing.stripe.com/p/${text(form['customer'])}` });
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
    return found(customer);
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
    return found(session);
  }

  private expire(session: Session | undefined): Answer {
    if (session?.status !== 'open') return refusal(400, 'not_open');
    session.status = 'expired';
    return found(session);
  }

  private change(subscription: Subscription | undefined, form: Form): Answer {
    if (!subscription) return missing();
    if (subscription.status === 'canceled') return refusal(400, 'canceled');
    const [item] = Object.values((form['items'] ?? {}) as Record<string, { id: string; price: string }>);
    const own = subscription.items.data.find(({ id }) => id === item?.id);
    if (item && !own) return missing();
    if (item && own) own.price = { id: item.price };
    if (form['cancel_at_period_end'] !== undefined)
      subscription.cancel_at_period_end = form['cancel_at_period_end'] === 'true';
    if (form['cancel_at'] === '') subscription.cancel_at = null;
    Object.assign(subscription.metadata, form['metadata']);
    return found(subscription);
  }

  private cancel(subscription: Subscription | undefined): Answer {
    if (!subscription || subscription.status === 'canceled') return missing();
    subscription.status = 'canceled';
    return found(subscription);
  }

  private configure(id: string, { features, metadata = {} }: Form): Answer {
    const before = this.configurations.get(id);
    const configuration = { id, active: true, features, metadata: before?.metadata ?? metadata } as const;
    this.configurations.set(id, configuration as never);
    return found(configuration);
  }
}

export const PRICE = {
  starter: 'price_starter',
  pro: 'price_pro',
  enterprise: 'price_enterprise',
  credits: 'price_credit',
};

const price = (id: string, amount: number) => ({
  id,
  object: 'price',
  unit_amount: amount,
  currency: 'eur',
  recurring: { interval: 'month' },
});
const PRICES: Record<string, object> = {
  [PRICE.starter]: price(PRICE.starter, 1_900),
  [PRICE.pro]: price(PRICE.pro, 9_900),
  [PRICE.enterprise]: price(PRICE.enterprise, 49_900),
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function text(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

function found(thing: object | undefined): Answer {
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
