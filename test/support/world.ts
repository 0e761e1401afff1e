import type * as ioredis from 'ioredis';
import { Client } from './client.js';
import { startMailServer, type TestSmtpServer } from './mail-server.js';
import { createMigratedDatabase, type TestDatabase } from './database.js';
import { startHosted } from './hosted-service.js';
import { startProcess, type ServiceProcess } from './service.js';
import { waitFor } from './wait.js';
import { load } from './worker-packages/load.js';

const { Redis } = load('ioredis') as typeof ioredis;

export type Plan = 'free' | 'starter' | 'pro' | 'enterprise';
export type AssignableRole = 'admin' | 'member' | 'viewer';

/** The address of a person who runs the platform. */
export const SUPERADMIN = 'superadmin@example.com';

/**
 * A whole service of one test file: the built service, a database, a Redis database and a mail server of its own, and
 * one-line factories for what a test begins with. The service runs in a process that test files use one after another.
 */
export class World {
  private people = 0;

  private constructor(
    readonly database: TestDatabase,
    public smtp: TestSmtpServer,
    readonly environment: Record<string, string>,
    public service: ServiceProcess,
  ) {}

  /**
   * In the process that test files share.
   *
   * @param environment what differs from the usual, e.g. `RATE_LIMITS`
   */
  static async start(environment: Record<string, string> = {}): Promise<World> {
    return World.open(await createMigratedDatabase(), environment, startHosted);
  }

  /**
   * In a process of its own: for a test that kills it or measures it, that stops its servers, or looks at how it starts.
   *
   * @param environment as for {@link start}, or what makes it of the file's database
   */
  static async startOwnProcess(
    environment: Record<string, string> | ((database: TestDatabase) => Promise<Record<string, string>>) = {},
  ): Promise<World> {
    const database = await createMigratedDatabase();
    return World.startOn(database, typeof environment === 'function' ? await environment(database) : environment);
  }

  /**
   * As {@link startOwnProcess}, on a database that is there and migrated.
   *
   * @param folder where `dist` is, unless it is the checkout's
   */
  static async startOn(
    database: TestDatabase,
    environment: Record<string, string> = {},
    folder?: string,
  ): Promise<World> {
    return World.open(database, environment, (settings) => startProcess(settings, folder));
  }

  private static async open(
    database: TestDatabase,
    environment: Record<string, string>,
    start: (settings: Record<string, string>) => Promise<ServiceProcess>,
  ): Promise<World> {
    const smtp = await startMailServer();
    const settings = {
      DATABASE_URL: database.applicationUrl,
      REDIS_URL: await emptyRedis(),
      SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      APP_SECRET: 'a secret of the tests, long enough to be one',
      PLATFORM_ADMINS: SUPERADMIN,
      RATE_LIMITS: 'off',
      ...environment,
    };
    return new World(database, smtp, settings, await start(settings));
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.smtp.stop();
    await this.database.drop();
  }

  /** Another process of the same service. */
  startAnotherProcess(environment: Record<string, string> = {}): Promise<ServiceProcess> {
    return startProcess({ ...this.environment, ...environment });
  }

  /** Adds a run of scheduled work, such as `old-notifications`, now instead of at its next time. */
  async runNow(name: string): Promise<void> {
    await this.database.admin.query(
      `insert into outbox (id, queue, name, payload, due_at) values (gen_random_uuid(), 'maintenance', $1, '{}', now())`,
      [name],
    );
  }

  get anonymous(): Client {
    return new Client(this.service.url);
  }

  /** A client with this token or API key. */
  bearer(token: string): Client {
    return new Client(this.service.url, token);
  }

  /** Someone who is signed in; with an address of their own unless one is given. */
  async person(name = 'Somebody', email?: string): Promise<Client> {
    const address = email ?? `${name.toLowerCase().replace(/\W/g, '')}${++this.people}@example.com`;
    const { body, status, text } = await this.anonymous.post('/auth/sign-in', { email: address, name });
    if (status !== 200) throw new Error(text);
    return new Client(this.service.url, body.token, body.user.id, address);
  }

  /** An organization with its owner, on the plan. */
  async organization(plan: Plan = 'enterprise', owner?: Client): Promise<{ id: string; owner: Client; path: string }> {
    const creator = owner ?? (await this.person('Owner'));
    const created = await creator.post('/organizations', { name: 'Acme Sales' });
    if (created.status !== 201) throw new Error(created.text);
    const { id } = created.body;
    const path = `/organizations/${id}`;
    if (plan !== 'free') {
      const changed = await creator.put(`${path}/billing/plan`, { plan });
      if (changed.status !== 200) throw new Error(changed.text);
    }
    return { id, owner: creator, path };
  }

  /** Invites someone new, who accepts by the link of the email. */
  async member(
    organization: { path: string; owner: Client },
    role: AssignableRole,
    person?: Client,
  ): Promise<Client & { membershipId: string }> {
    const invitee = person ?? (await this.person(role));
    const invited = await organization.owner.post(`${organization.path}/invitations`, { email: invitee.email, role });
    if (invited.status !== 201) throw new Error(invited.text);
    const accepted = await invitee.post(`/invitations/${await this.tokenFor(invitee.email ?? '')}/accept`);
    if (accepted.status !== 200) throw new Error(accepted.text);
    return Object.assign(invitee, { membershipId: accepted.body.membershipId as string });
  }

  /** The link's token of the newest email to the address. */
  async tokenFor(email: string): Promise<string> {
    const mail = await this.mailTo(email);
    const token = /\/invitations\/([\w-]+)/.exec(mail.text ?? '')?.[1];
    if (!token) throw new Error('The email holds no link.');
    return token;
  }

  /** The newest email to the address, once there are `count` of them. */
  mailTo(email: string, count = 1) {
    return waitFor(`email ${count} to ${email}`, () => {
      const mails = this.smtp.received.filter(({ to }) => [to].flat().some((list) => list?.text.includes(email)));
      return mails.length >= count ? mails.at(-1) : null;
    });
  }
}

/** A database of the run's Redis that belongs to this Jest worker, emptied. */
async function emptyRedis(): Promise<string> {
  const url = new URL(process.env['TEST_REDIS_URL'] ?? '');
  url.pathname = `/${Number(process.env['JEST_WORKER_ID'] ?? 1) % 16}`;
  const redis = new Redis(url.href);
  await redis.flushdb();
  await redis.quit();
  return url.href;
}
