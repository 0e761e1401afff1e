import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { text } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClerkUser } from '../../clerk/support/clerk-api.js';
import { clerkUser, type ClerkWorld } from '../../clerk/support/clerk-world.js';
import { environment, refusal, signInFor, signUpFor, userFor } from './clerk-answers.js';
import { selfSigned } from './self-signed.js';

/** The code that is "emailed" to everyone. */
export const CODE = '424242';

/** A browser, as Clerk knows it by its cookie, or by its word in a development instance. */
interface KnownBrowser {
  readonly sessions: Map<string, ClerkUser>;
  signIn: ClerkUser | null;
  signUp: string | null;
  /** The session that the latest attempt created. */
  created: string | null;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly form: URLSearchParams;
  readonly origin: string;
  readonly browser: KnownBrowser;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

/**
 * A stand-in of Clerk's front-end API, by https on loopback: enough of it for Clerk's own form to sign people in and up with
 * an address and a code, to renew their tokens and to end their sessions.
 */
export class ClerkFrontendApi {
  /** Method and path of every call. */
  readonly calls: string[] = [];
  /** How long a session's token counts. */
  tokenSeconds = 60;
  /** Whether it answers at all. */
  isAway = false;
  /** Whether it does what it is asked, and the answer does not arrive. */
  losesAnswers = false;

  private readonly browsers = new Map<string, KnownBrowser>();
  private made = 0;

  private constructor(
    private readonly server: Server,
    private readonly clerk: ClerkWorld,
    private readonly kind: 'production' | 'development',
  ) {}

  static async start(clerk: ClerkWorld, host: string, kind: 'production' | 'development'): Promise<ClerkFrontendApi> {
    const server = createServer(selfSigned(host));
    const api = new ClerkFrontendApi(server, clerk, kind);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void api.answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return api;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  /** Calls to a path, whatever ids it holds. */
  callsTo(path: string): number {
    return this.calls.filter((call) => call === path).length;
  }

  /** Ends all sessions of everyone, as someone does who signs out of all devices. */
  endAllSessions(): void {
    for (const { sessions } of this.browsers.values()) sessions.clear();
  }

  /** Another browser, in which someone has signed in at a page: what its cookie holds, and the token that it got. */
  async browserOf(user: ClerkUser, origin: string): Promise<{ cookie: string; token: string }> {
    const { id, browser } = this.newBrowser();
    const session = await this.sessionOf(this.open(browser, user), user, origin);
    return { cookie: id, token: session.last_active_token.jwt };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.isAway) {
      request.socket.destroy();
      return;
    }
    const url = new URL(request.url ?? '', 'https://stand-in');
    const form = new URLSearchParams(await text(request));
    const method = url.searchParams.get('_method') ?? request.method ?? '';
    const origin = request.headers.origin ?? '';
    this.calls.push(`${method} ${url.pathname.replace(/(sess|sia|sua)_\w+/, '{id}')}`);
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Expose-Headers', 'Clerk-Db-Jwt');
    const browser = this.callerOf(url, request, response);
    const { status, body } =
      browser === null
        ? { status: 401, body: refusal('dev_browser_unauthenticated', 'Unable to authenticate this browser.') }
        : await this.handle({ method, path: url.pathname, form, origin, browser });
    if (this.losesAnswers) request.socket.destroy();
    else response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }

  /** Production knows a browser by a cookie that no script sees; development by what is in the address. */
  private callerOf(url: URL, request: IncomingMessage, response: ServerResponse): KnownBrowser | null {
    if (this.kind === 'development') {
      if (url.pathname === '/v1/dev_browser') return this.newBrowser().browser;
      return this.browsers.get(url.searchParams.get('__clerk_db_jwt') ?? '') ?? null;
    }
    const known = this.browsers.get(/__client=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '');
    if (known) return known;
    const { id, browser } = this.newBrowser();
    response.setHeader('Set-Cookie', `__client=${id}; Path=/; HttpOnly; Secure; SameSite=Lax`);
    return browser;
  }

  private newBrowser(): { id: string; browser: KnownBrowser } {
    const id = `browser${++this.made}`;
    const browser: KnownBrowser = { sessions: new Map(), signIn: null, signUp: null, created: null };
    this.browsers.set(id, browser);
    return { id, browser };
  }

  private async handle(call: Call): Promise<Answer> {
    const { browser, path } = call;
    if (path === '/v1/environment') return { status: 200, body: environment(this.kind) };
    if (path === '/v1/dev_browser') return { status: 200, body: { id: `browser${this.made}` } };
    if (path.startsWith('/v1/client/sign_ins')) return this.signIn(call);
    if (path.startsWith('/v1/client/sign_ups')) return this.signUp(call);
    if (path.startsWith('/v1/client/sessions')) return this.session(call);
    if (path === '/v1/client') return { status: 200, body: { response: await this.client(browser, call.origin) } };
    return { status: 404, body: refusal('resource_not_found', 'Not known to the stand-in.') };
  }

  private async signIn(call: Call): Promise<Answer> {
    const { browser, form, path } = call;
    const identifier = form.get('identifier');
    if (identifier !== null) {
      browser.signIn = this.holderOf(identifier);
      browser.created = null;
    }
    if (!browser.signIn)
      return { status: 422, body: refusal('form_identifier_not_found', "Couldn't find your account.") };
    if (path.endsWith('/attempt_first_factor')) {
      if (form.get('code') !== CODE) return { status: 422, body: refusal('form_code_incorrect', 'Incorrect code') };
      browser.created = this.open(browser, browser.signIn);
    }
    return this.withClient(call, signInFor(browser.signIn, browser.created));
  }

  private async signUp(call: Call): Promise<Answer> {
    const { browser, form, path } = call;
    const address = form.get('email_address');
    if (address !== null) {
      browser.signUp = address;
      browser.created = null;
    }
    if (browser.signUp === null) return { status: 422, body: refusal('form_param_missing', 'Enter an address.') };
    if (path.endsWith('/attempt_verification')) {
      const user = clerkUser({ name: '', emails: [browser.signUp] });
      this.clerk.api.users.set(user.id, user);
      browser.created = this.open(browser, user);
    }
    return this.withClient(call, signUpFor(browser.signUp, browser.created));
  }

  private async session(call: Call): Promise<Answer> {
    const { browser, method, path, origin } = call;
    const [, id = '', action] = /^\/v1\/client\/sessions(?:\/(\w+)\/(\w+))?$/.exec(path) ?? [];
    if (method === 'DELETE') {
      browser.sessions.clear();
      return this.withClient(call, {});
    }
    const user = browser.sessions.get(id);
    if (!user) return { status: 404, body: refusal('resource_not_found', 'Session not found') };
    const session = await this.sessionOf(id, user, origin);
    if (action === 'tokens') return { status: 200, body: session.last_active_token };
    if (action === 'remove') browser.sessions.delete(id);
    return this.withClient(call, session);
  }

  private holderOf(address: string): ClerkUser | null {
    const users = [...this.clerk.api.users.values()];
    return users.find((user) => user.email_addresses.some(({ email_address: own }) => own === address)) ?? null;
  }

  private open(browser: KnownBrowser, user: ClerkUser): string {
    const id = `sess_${++this.made}`;
    browser.sessions.set(id, user);
    return id;
  }

  private async withClient(call: Call, response: object): Promise<Answer> {
    return { status: 200, body: { response, client: await this.client(call.browser, call.origin) } };
  }

  private async client({ sessions, signIn, signUp, created }: KnownBrowser, origin: string): Promise<object> {
    return {
      object: 'client',
      id: 'client_1',
      sessions: await Promise.all([...sessions].map(([id, user]) => this.sessionOf(id, user, origin))),
      sign_in: signIn && signInFor(signIn, created),
      sign_up: signUp === null ? null : signUpFor(signUp, created),
      last_active_session_id: [...sessions.keys()].at(-1) ?? null,
      cookie_expires_at: null,
      created_at: 1,
      updated_at: 1,
    };
  }

  private async sessionOf(id: string, user: ClerkUser, origin: string) {
    const now = Math.floor(Date.now() / 1000);
    // As Clerk does: the token is of the page that asked for it.
    const claims = { sid: id, azp: origin, iat: now, exp: now + this.tokenSeconds, jti: `${++this.made}` };
    const jwt = await this.clerk.token(user.id, claims);
    return {
      object: 'session',
      id,
      status: 'active',
      expire_at: Date.now() + 3_600_000,
      abandon_at: Date.now() + 3_600_000,
      last_active_at: Date.now(),
      last_active_token: { object: 'token', jwt },
      last_active_organization_id: null,
      actor: null,
      tasks: null,
      user: userFor(user),
      public_user_data: { identifier: user.email_addresses[0]?.email_address, has_image: false, image_url: '' },
      created_at: 1,
      updated_at: 1,
    };
  }
}
