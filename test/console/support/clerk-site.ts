import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../../browser/support/browser.js';
import type { ClerkUser } from '../../clerk/support/clerk-api.js';
import { clerkUser, ClerkWorld, type Claims } from '../../clerk/support/clerk-world.js';
import { ClerkFrontendApi, CODE } from './clerk-frontend-api.js';
import { startTlsFront, type TlsFront } from './tls-front.js';
import { openSession, type BrowserSession } from './browser-session.js';

export const APP = 'app.example.com';
export const CLERK = 'clerk.example.com';
export const SITE = `https://${APP}`;

/** A browser user whose browser's every request is noted. */
export type TrackedSession = BrowserSession & {
  /** The hosts that the browser asked. */
  readonly hosts: Set<string>;
};

type SignedIn = TrackedSession & { readonly clerkId: string };

/** The service and Clerk, each at an https address of one site, as they are where people use them; and a browser. */
export class ClerkSite {
  private constructor(
    readonly clerk: ClerkWorld,
    readonly frontend: ClerkFrontendApi,
    private readonly front: TlsFront,
    readonly browser: TestBrowser,
  ) {}

  static async start(): Promise<ClerkSite> {
    const clerk = await ClerkWorld.start({
      PUBLIC_URL: SITE,
      CLERK_PUBLISHABLE_KEY: `pk_live_${Buffer.from(`${CLERK}$`).toString('base64')}`,
    });
    const front = await startTlsFront(APP, clerk.world.service.port);
    const frontend = await ClerkFrontendApi.start(clerk, CLERK, 'production');
    const browser = await openBrowser({ [APP]: front.port, [CLERK]: frontend.port });
    return new ClerkSite(clerk, frontend, front, browser);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.frontend.stop();
    await this.front.stop();
    await this.clerk.stop();
  }

  async openSession(token?: string): Promise<TrackedSession> {
    const session = await openSession(
      this.browser,
      SITE,
      token === undefined ? undefined : this.clerk.world.bearer(token),
    );
    const hosts = new Set<string>();
    session.page.on('request', (request) => hosts.add(new URL(request.url()).host));
    return Object.assign(session, { hosts });
  }

  /** Someone who has signed in already, at the page for people who have no organization yet. */
  async signedIn(name: string, address: string): Promise<SignedIn> {
    const user = this.account(name, address);
    const { cookie, token } = await this.frontend.browserOf(user, SITE);
    const session = await this.openSession(token);
    const known = { name: '__client', value: cookie, domain: CLERK, path: '/', httpOnly: true, secure: true };
    await session.page.context().addCookies([known]);
    await session.go('/welcome');
    return this.arrived(session, name, user);
  }

  /** As {@link signedIn}, by Clerk's own form. */
  async signedInByForm(name: string, address: string): Promise<SignedIn> {
    const user = this.account(name, address);
    const session = await this.openSession();
    await session.go('/welcome');
    await signIn(session.page, address);
    return this.arrived(session, name, user);
  }

  private account(name: string, address: string): ClerkUser {
    const user = clerkUser({ name, emails: [address] });
    this.clerk.api.users.set(user.id, user);
    return user;
  }

  private async arrived(session: TrackedSession, name: string, user: ClerkUser): Promise<SignedIn> {
    await session.page.getByRole('heading', { name: `Welcome, ${name}` }).waitFor();
    return Object.assign(session, { clerkId: user.id });
  }

  /** Changes the token that the browser holds, as its next reload finds it. */
  async spoilToken(page: Page, claims: Claims): Promise<string> {
    const token = (await tokenOf(page)) ?? '';
    const now = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims & { sub: string };
    const spoilt = await this.clerk.token(now.sub, { ...now, ...claims });
    await page.evaluate((text) => {
      sessionStorage.setItem('session-token', text);
    }, spoilt);
    return spoilt;
  }
}

/** Goes through Clerk's own form, to an account or, where there is none, to a new one. */
export async function signIn(page: Page, address: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email address' }).fill(address);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByRole('textbox', { name: 'Enter verification code' }).pressSequentially(CODE);
}

export function tokenOf(page: Page): Promise<string | null> {
  return page.evaluate(() => sessionStorage.getItem('session-token'));
}

/** The scripts of the document that is shown which hold Clerk's library. */
export function clerkScriptsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
    const texts = await Promise.all(scripts.map(async ({ name }) => [name, await (await fetch(name)).text()] as const));
    return texts.filter(([, text]) => text.includes('_clerk_js_version')).map(([name]) => name);
  });
}
