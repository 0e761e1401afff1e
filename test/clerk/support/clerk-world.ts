import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { signJwt } from '@clerk/backend/jwt';
import { Webhook } from 'svix';
import { Client, type Answer } from '../../support/client.js';
import { World } from '../../support/world.js';
import { ClerkApiStandIn, type ClerkUser } from './clerk-api.js';

export const ISSUER = 'https://clerk.example.com';
export const PARTY = 'https://app.example.com';
const SECRET_KEY = 'sk_test_standin';

export type Claims = Readonly<Record<string, unknown>>;

export interface Delivery {
  readonly id?: string;
  readonly at?: Date;
  readonly secret?: string;
}

let people = 0;
const newClerkId = () => `user_${randomBytes(12).toString('hex')}`;

/** A user at Clerk with verified addresses, the first of them the primary one. */
export function clerkUser(
  fields: { id?: string; name?: string; emails?: string[]; updatedAt?: number } = {},
): ClerkUser {
  const { id = newClerkId(), name = 'Ada Lovelace', emails = [`clerk${++people}@example.com`] } = fields;
  const { updatedAt = Date.now() } = fields;
  const [first, ...rest] = name.split(' ');
  return {
    id,
    object: 'user',
    first_name: first ?? null,
    last_name: rest.join(' ') || null,
    username: null,
    primary_email_address_id: emails.length > 0 ? 'idn_0' : null,
    // The primary one last, as Clerk does not promise any order.
    email_addresses: emails
      .map((address, place) => ({
        id: `idn_${place}`,
        email_address: address,
        verification: { status: 'verified', strategy: 'email_code' },
      }))
      .reverse(),
    created_at: updatedAt,
    updated_at: updatedAt,
  };
}

/** A service that takes Clerk's tokens and webhooks, with keys made for it and a stand-in of Clerk's API. */
export class ClerkWorld {
  private events = 0;

  private constructor(
    readonly world: World,
    readonly api: ClerkApiStandIn,
    readonly privateKey: KeyObject,
    readonly publicKeyPem: string,
    readonly webhookSecret: string,
  ) {}

  static async start(environment: Record<string, string> = {}, keyBits = 2048): Promise<ClerkWorld> {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: keyBits });
    const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;
    const api = await ClerkApiStandIn.start(SECRET_KEY);
    const world = await World.startOwnProcess({
      IDENTITY_PROVIDER: 'clerk',
      CLERK_JWT_KEY: publicKeyPem.replaceAll('\n', '\\n'),
      CLERK_ISSUER: ISSUER,
      CLERK_AUTHORIZED_PARTIES: PARTY,
      CLERK_SECRET_KEY: SECRET_KEY,
      CLERK_API_URL: api.url,
      CLERK_WEBHOOK_SIGNING_SECRET: webhookSecret,
      ...environment,
    });
    return new ClerkWorld(world, api, privateKey, publicKeyPem, webhookSecret);
  }

  async stop(): Promise<void> {
    await this.world.stop();
    await this.api.stop();
  }

  /** The claims of a session as Clerk makes them. */
  claims(clerkId: string, claims: Claims = {}): Claims {
    const now = Math.floor(Date.now() / 1000);
    return {
      azp: PARTY,
      exp: now + 60,
      iss: ISSUER,
      nbf: now - 10,
      sid: 'sess_2Ro7e2IxrffdqBboq8KfB6eGbIy',
      sub: clerkId,
      ...claims,
    };
  }

  /** A session token, signed by Clerk's own library. */
  async token(clerkId: string, claims: Claims = {}, header: Record<string, unknown> = {}): Promise<string> {
    return signJwt(this.claims(clerkId, claims), this.privateKey.export({ format: 'jwk' }), {
      algorithm: 'RS256',
      header: { typ: 'JWT', kid: 'ins_key', ...header },
    });
  }

  /** Someone with a session, not necessarily known to the service. */
  async session(clerkId: string, claims: Claims = {}): Promise<Client> {
    return new Client(this.world.service.url, await this.token(clerkId, claims));
  }

  /** Someone whose account is here already, with a session of an hour. */
  async person(user: ClerkUser = clerkUser()): Promise<Client & { clerkId: string }> {
    this.api.users.set(user.id, user);
    const token = await this.token(user.id, { exp: Math.floor(Date.now() / 1000) + 3_600 });
    const answer = await new Client(this.world.service.url, token).get('/me');
    if (answer.status !== 200) throw new Error(answer.text);
    const me = answer.body as { id: string; email: string };
    const client = new Client(this.world.service.url, token, me.id, me.email);
    return Object.assign(client, { clerkId: user.id });
  }

  /** Delivers an event, signed by Svix's own library. */
  deliver(event: object | string, delivery: Delivery = {}): Promise<Answer> {
    const { id = this.newEventId(), at = new Date(), secret = this.webhookSecret } = delivery;
    const body = typeof event === 'string' ? event : JSON.stringify(event);
    return this.world.anonymous.call('POST', '/webhooks/clerk', {
      body,
      headers: {
        'svix-id': id,
        'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
        'svix-signature': new Webhook(secret).sign(id, at, body),
      },
    });
  }

  created = (user: ClerkUser, delivery?: Delivery): Promise<Answer> =>
    this.deliver(this.event('user.created', user), delivery);
  updated = (user: ClerkUser, delivery?: Delivery): Promise<Answer> =>
    this.deliver(this.event('user.updated', user), delivery);
  deleted = (clerkId: string, delivery?: Delivery): Promise<Answer> =>
    this.deliver(this.event('user.deleted', { id: clerkId, object: 'user', deleted: true }), delivery);

  event(type: string, data: object): object {
    return {
      type,
      object: 'event',
      data,
      timestamp: Date.now(),
      instance_id: 'ins_123',
      event_attributes: { http_request: { client_ip: '192.0.2.1', user_agent: 'test' } },
    };
  }

  newEventId(): string {
    return `msg_${process.pid}_${++this.events}`;
  }
}
