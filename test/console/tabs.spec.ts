import type { BrowserContext, Page } from 'playwright-core';
import { waitFor } from '../support/wait.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { signInByForm } from './support/sign-in-form.js';
import { openSessionInNewTab, type BrowserSession } from './support/browser-session.js';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
});
afterAll(() => fixture.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const signInForm = (page: Page) => page.getByRole('textbox', { name: 'Email address' });

async function newTab(context: BrowserContext, path: string): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(`${fixture.site}${path}`);
  return tab;
}

/** Someone with the account page open. */
async function signedIn(name: string): Promise<BrowserSession & { readonly context: BrowserContext }> {
  const session = await fixture.openSession(await fixture.world.person(name));
  await session.go('/account');
  await heading(session.page, name).waitFor();
  return { ...session, context: session.page.context() };
}

/** Everything that the browser keeps for the site beyond the tab. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () =>
    JSON.stringify([
      document.cookie,
      Object.entries(localStorage),
      await indexedDB.databases(),
      await caches.keys(),
      (await navigator.serviceWorker.getRegistrations()).length,
    ]),
  );
}

describe('a new tab', () => {
  it('is signed in by another one of the same browser, and nothing is stored for it', async () => {
    const session = await signedIn('Tina Tabs');
    const { page, context } = session;
    const tab = await newTab(context, '/account');
    await heading(tab, 'Tina Tabs').waitFor();
    expect(await kept(tab)).toBe(await kept(page));
    expect(await kept(page)).toBe('["",[],[],[],0]');
    expect(await context.cookies()).toEqual([]);
    await session.close();
  });

  it('is signed in where a link is opened with Ctrl', async () => {
    const session = await signedIn('Carl Ctrl');
    const { page, context } = session;
    await fixture.world.organization('free', fixture.world.bearer((await tokenOf(page)) ?? ''));
    await page.reload();
    const link = page.getByRole('link', { name: /^Acme Sales/ });
    const [tab] = await Promise.all([context.waitForEvent('page'), link.click({ modifiers: ['Control'] })]);
    await heading(tab, 'Members').waitFor();
    await session.close();
  });

  it('gets the token of the tab that was used last, where they are of two people', async () => {
    const session = await signedIn('Ada First');
    const { page, context } = session;
    const grace = await fixture.world.person('Grace Second');
    const other = await openSessionInNewTab(session, fixture.site, grace);
    await other.go('/account');
    await heading(other.page, 'Grace Second').waitFor();
    for (const used of [other.page, page]) {
      const at = Date.now();
      await used.waitForFunction((since) => Date.now() > since, at);
      await used.evaluate(() => {
        // Every tab of the test's browser says that it has the focus.
        document.hasFocus = () => false;
        dispatchEvent(new Event('blur'));
      });
    }
    const tab = await newTab(context, '/account');
    await heading(tab, 'Ada First').waitFor();
    await session.close();
  });

  it('is not signed in by a tab of another version or another identity', async () => {
    const session = await fixture.openSession();
    const { page } = session;
    const token = (await fixture.world.person('Olga Other')).token ?? '';
    await session.go('/sign-in');
    await page.evaluate((answer) => {
      for (const name of ['session.0.local', 'session.1.clerk', 'session.local', 'session']) {
        const channel = new BroadcastChannel(name);
        channel.onmessage = ({ data }) => {
          channel.postMessage({ ...data, kind: 'token', token: answer, activeAt: Date.now() });
        };
      }
    }, token);
    const tab = await newTab(page.context(), '/account');
    await signInForm(tab).waitFor();
    expect(await tokenOf(tab)).toBeNull();
    await session.close();
  });

  it('gets no token that the service refuses for longer than one call', async () => {
    const session = await signedIn('Stella Stale');
    const { page, context } = session;
    await page.evaluate(() => {
      // As a tab that is still signed in to a service that was set up again.
      sessionStorage.setItem('session-token', 'no longer valid');
    });
    await page.route('**/api/v1/**', (route) => route.abort());
    await page.reload();
    const tab = await newTab(context, '/account');
    await signInForm(tab).waitFor();
    expect(await tokenOf(tab)).toBeNull();
    await page.unrouteAll();
    await session.close().catch(() => undefined);
  });
});

describe('signing out', () => {
  it('ends every tab, and none signs a later one in', async () => {
    const session = await signedIn('Eve Every');
    const { page, context } = session;
    const [account, welcome] = [await newTab(context, '/account'), await newTab(context, '/welcome')];
    await heading(account, 'Eve Every').waitFor();
    await heading(welcome, 'Welcome, Eve Every').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    for (const tab of [page, account, welcome]) {
      await signInForm(tab).waitFor();
      expect(await tokenOf(tab)).toBeNull();
    }
    expect(new URL(welcome.url()).searchParams.get('to')).toBe('/welcome');
    const later = await newTab(context, '/account');
    await signInForm(later).waitFor();
    await session.close();
  });

  it('also ends a tab that was asleep', async () => {
    const session = await signedIn('Sven Sleeper');
    const { page, context } = session;
    const asleep = await newTab(context, '/account');
    await heading(asleep, 'Sven Sleeper').waitFor();
    // Its document is gone, as that of a tab that the browser has discarded; what the tab keeps is still there.
    await asleep.goto('about:blank');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signInForm(page).waitFor();
    await asleep.goto(`${fixture.site}/account`);
    await signInForm(asleep).waitFor();
    // Signing in again works in both.
    await signInByForm(asleep, 'sven@tabs.example', 'Sven Again');
    await waitFor('the token', async () => (await tokenOf(asleep)) !== null);
    await asleep.reload();
    await asleep.getByRole('button', { name: 'Sign out' }).waitFor();
    await session.close();
  });
});

function tokenOf(page: Page): Promise<string | null> {
  return page.evaluate(() => sessionStorage.getItem('session-token'));
}
