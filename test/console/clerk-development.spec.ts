import { openBrowser, type TestBrowser } from '../browser/support/browser.js';
import { clerkUser, ClerkWorld } from '../clerk/support/clerk-world.js';
import { ClerkFrontendApi } from './support/clerk-frontend-api.js';
import { signIn, tokenOf } from './support/clerk-site.js';
import { openSession } from './support/browser-session.js';

/** A development instance is on a site of its own, whose cookies browsers block. */
const CLERK = 'happy-otter-12.clerk.accounts.dev';

let clerk: ClerkWorld;
let frontend: ClerkFrontendApi;
let browser: TestBrowser;
let site: string;
beforeAll(async () => {
  clerk = await ClerkWorld.start({
    CLERK_PUBLISHABLE_KEY: `pk_test_${Buffer.from(`${CLERK}$`).toString('base64')}`,
    CLERK_AUTHORIZED_PARTIES: '',
  });
  site = `http://localhost:${clerk.world.service.port}`;
  frontend = await ClerkFrontendApi.start(clerk, CLERK, 'development');
  browser = await openBrowser({ [CLERK]: frontend.port });
});
afterAll(async () => {
  await browser.close();
  await frontend.stop();
  await clerk.stop();
});

describe('a development instance of Clerk', () => {
  it('knows the browser by a word that the tab keeps, without any cookie, also when it renews a token', async () => {
    const user = clerkUser({ name: 'Dora Dev', emails: ['dora@example.com'] });
    clerk.api.users.set(user.id, user);
    frontend.tokenSeconds = 5;
    const session = await openSession(browser, site);
    const { page } = session;
    await session.go('/welcome');
    await signIn(page, 'dora@example.com');
    await page.getByRole('heading', { name: 'Welcome, Dora Dev' }).waitFor();
    const first = await tokenOf(page);
    await page.reload();
    await page.getByRole('heading', { name: 'Welcome, Dora Dev' }).waitFor();
    expect(await tokenOf(page)).not.toBe(first);
    expect(frontend.callsTo('POST /v1/dev_browser')).toBe(1);
    expect(await page.context().cookies()).toEqual([]);

    // Another tab comes back from elsewhere with the word, as after signing in with a provider.
    const word = await page.evaluate(() => sessionStorage.getItem('clerk-development-browser'));
    const tab = await openSession(browser, site);
    const addresses: string[] = [];
    tab.page.on('framenavigated', (frame) => addresses.push(frame.url()));
    await tab.go(`/sign-in?to=%2Faccount&__clerk_db_jwt=${word ?? ''}`);
    await tab.page.getByRole('heading', { name: 'Dora Dev' }).waitFor();
    expect(addresses.at(-1)).toBe(`${site}/account`);
    expect(addresses).toContain(`${site}/sign-in?to=%2Faccount`);
    for (const { page: seen, complaints } of [session, tab]) {
      // Clerk itself warns of development keys and of a busy machine; the account page asks, in vain, for the platform's list.
      expect(complaints.filter((complaint) => !/^(Clerk: |\[Clerk UI\])|status of 404/.test(complaint))).toEqual([]);
      await seen.context().close();
    }
  });
});

describe('a word that a development instance does not know any more', () => {
  it('is replaced at the second attempt', async () => {
    const session = await openSession(browser, site);
    const { page } = session;
    await session.go('/sign-in?__clerk_db_jwt=forgotten');
    await page.getByText('Can’t reach Clerk').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('textbox', { name: 'Email address' }).waitFor();
    await page.context().close();
  });
});

describe('without a publishable key', () => {
  it('the page says that signing in is not set up', async () => {
    const service = await clerk.world.startAnotherProcess({ CLERK_PUBLISHABLE_KEY: '' });
    const session = await openSession(browser, service.url);
    await session.go('/welcome');
    await session.page.getByText('Sign-in isn’t set up yet').waitFor();
    await session.close();
    await service.stop();
  });
});
