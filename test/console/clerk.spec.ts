import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait.js';
import { CLERK, ClerkSite, clerkScriptsOf, signIn, SITE, tokenOf, APP } from './support/clerk-site.js';
import { accessibilityViolations } from './support/browser-session.js';

let site: ClerkSite;
beforeAll(async () => {
  site = await ClerkSite.start();
});
afterAll(() => site.stop());
afterEach(() => {
  site.frontend.isAway = false;
  site.frontend.losesAnswers = false;
  site.frontend.tokenSeconds = 60;
});

describe('what the pages may load', () => {
  const policy = (clerk: string, styles = '') =>
    `default-src 'none'; script-src 'self'; style-src 'self'${styles}; img-src 'self' blob: data:; font-src 'self'; ` +
    `connect-src 'self'${clerk}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  const policyAt = async (url: string) =>
    (await fetch(url, { headers: { accept: 'text/html' } })).headers.get('content-security-policy');

  it("is, with Clerk, the publishable key's host beside their own, and on the sign-in page its form's styles", async () => {
    const { url } = site.clerk.world.service;
    for (const path of [
      '/',
      '/welcome',
      '/account',
      '/invitations/some-token',
      '/o/some-id/settings/members',
      '/lost',
    ]) {
      expect(await policyAt(`${url}${path}`)).toBe(policy(` https://${CLERK}`));
    }
    const styles =
      " 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-KQDhUccuEkZUQDnfbVDeY+ev2LZ+73AQR7ro4JppAY8='";
    for (const path of ['/sign-in', '/sign-in/', '/sign-in?to=%2Fwelcome']) {
      expect(await policyAt(`${url}${path}`)).toBe(policy(` https://${CLERK}`, styles));
    }
  });

  it('is, without Clerk, their own alone', async () => {
    const local = await site.clerk.world.startAnotherProcess({ IDENTITY_PROVIDER: 'local', PUBLIC_URL: '' });
    try {
      for (const path of ['/welcome', '/sign-in']) expect(await policyAt(`${local.url}${path}`)).toBe(policy(''));
    } finally {
      await local.stop();
    }
  });
});

describe('signing in with Clerk', () => {
  it('leads through its own form to where one wanted to go, and asks no other host', async () => {
    const session = await site.openSession();
    const { page, hosts } = session;
    await session.go('/account?some=thing');
    await page.getByRole('textbox', { name: 'Email address' }).waitFor();
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toBe('/account?some=thing');
    expect((await clerkScriptsOf(page)).length).toBeGreaterThan(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    const { clerk } = site;
    const user = (await clerk.person()).clerkId;
    await signIn(page, clerk.api.users.get(user)?.email_addresses[0]?.email_address ?? '');
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    expect(page.url()).toBe(`${SITE}/account?some=thing`);
    expect([...hosts].sort()).toEqual([APP, CLERK]);
    await session.close();
  });

  it('shows its form although the code of it could not be loaded at first', async () => {
    const { page } = await site.openSession();
    let failed = 0;
    await page.route('**/assets/ClerkSignIn-*.js', async (route) => {
      failed += 1;
      await (failed === 1 ? route.abort() : route.continue());
    });
    await page.goto(`${SITE}/sign-in`);
    await waitForForm(page);
    expect(failed).toBe(2);
    await page.context().close();
  });

  it('keeps the token in this tab, and nothing of it in a cookie or for other tabs', async () => {
    const session = await site.signedInByForm('Kate Keeper', 'kate@example.com');
    const { page } = session;
    expect(await tokenOf(page)).toMatch(/^ey[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await page.evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 0]);
    // Clerk's own, on its own host, which no script can read.
    expect(await page.context().cookies()).toMatchObject([{ name: '__client', domain: CLERK, httpOnly: true }]);
    await session.close();
  });

  it('loads its library on the sign-in page only', async () => {
    const session = await site.signedInByForm('Lea Light', 'lea@example.com');
    const { page } = session;
    expect(await clerkScriptsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Your account' }).click();
    await page.getByRole('heading', { name: 'Lea Light' }).waitFor();
    expect(await clerkScriptsOf(page)).toEqual([]);
    await session.close();
  });

  it('asks no one again whose session lives in another tab', async () => {
    const session = await site.signedIn('Tara Tabs', 'tara@example.com');
    const tab = await session.page.context().newPage();
    await tab.goto(`${SITE}/account`);
    await tab.getByRole('heading', { name: 'Tara Tabs' }).waitFor();
    await session.close();
  });

  it('says so where the service does not take the account, and leads to another one', async () => {
    const session = await site.signedIn('Della Deleted', 'della@example.com');
    const { page, clerkId } = session;
    expect((await site.clerk.deleted(clerkId)).status).toBe(200);
    await page.reload();
    await page.getByText('You can’t sign in with this account').waitFor();
    expect(await tokenOf(page)).toBeNull();
    await page.getByRole('button', { name: 'Switch account' }).click();
    await page.getByRole('textbox', { name: 'Email address' }).waitFor();
    // The refusal that led here is noted by the browser.
    await page.context().close();
  });
});

describe("the invitee's way with Clerk", () => {
  it('goes from the email through a new account back to the invitation', async () => {
    const { world } = site.clerk;
    const organization = await world.organization('starter', await site.clerk.person());
    const email = 'newcomer@example.com';
    await organization.owner.post(`${organization.path}/invitations`, { email, role: 'member' });
    const session = await site.signedIn('Wrong Wanda', 'wanda@example.com');
    const { page } = session;
    await session.go(`/invitations/${await world.tokenFor(email)}`);
    await page.getByText('This invitation is for a different email address').waitFor();
    await page.getByRole('button', { name: 'Switch account' }).click();
    await signIn(page, email);
    await page.getByRole('button', { name: 'Accept invitation' }).click();
    await page.getByRole('heading', { name: 'Members' }).waitFor();
    await page.getByRole('row').filter({ hasText: email }).waitFor();
    await session.close();
  });
});

describe('signing out', () => {
  const signOut = { name: 'Sign out' };

  it("ends Clerk's session as well, and leaves nothing behind", async () => {
    const session = await site.signedInByForm('Olaf Out', 'olaf@example.com');
    const { page } = session;
    const before = site.frontend.callsTo('POST /v1/client/sessions/{id}/remove');
    await session.go('/account');
    await page.getByRole('button', signOut).click();
    await page.getByRole('textbox', { name: 'Email address' }).waitFor();
    expect(page.url()).toBe(`${SITE}/sign-in`);
    expect(site.frontend.callsTo('POST /v1/client/sessions/{id}/remove')).toBe(before + 1);
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((name) => /token|clerk/.test(name)))).toEqual(
      [],
    );
    await session.go('/account');
    await page.getByRole('textbox', { name: 'Email address' }).waitFor();
    await session.close();
  });

  it('holds while Clerk does not answer, and ends its session when it does', async () => {
    const session = await site.signedIn('Ola Offline', 'ola@example.com');
    const { page } = session;
    await session.go('/account');
    await page.getByRole('heading', { name: 'Ola Offline' }).waitFor();
    site.frontend.isAway = true;
    await page.getByRole('button', signOut).click();
    await waitFor('the token to be gone', async () => (await tokenOf(page).catch(() => '')) === null);
    // The page opens the sign-in by itself, which would otherwise cut off the one below.
    await page.waitForURL('**/sign-in*', { waitUntil: 'commit' });
    site.frontend.isAway = false;
    await page.goto(`${SITE}/sign-in`);
    await waitForForm(page);
    await session.go('/account');
    await waitForForm(page);
    await page.context().close();
  });

  it('is complete where Clerk has ended the session and its answer did not arrive', async () => {
    const session = await site.signedIn('Olga Other', 'olga@example.com');
    const { page } = session;
    await session.go('/account');
    await page.getByRole('heading', { name: 'Olga Other' }).waitFor();
    site.frontend.losesAnswers = true;
    await page.getByRole('button', signOut).click();
    await page.waitForURL('**/sign-in*', { waitUntil: 'commit' });
    site.frontend.losesAnswers = false;
    await page.goto(`${SITE}/sign-in`);
    await waitForForm(page);
    await page.context().close();
  });
});

/** @throws {Error} with the text of the page, when Clerk's form is not shown in time */
async function waitForForm(page: Page): Promise<void> {
  const form = page.getByRole('textbox', { name: 'Email address' });
  await form.waitFor().catch(async (cause: unknown) => {
    throw new Error(`No form at ${page.url()}: ${await page.locator('body').innerText()}`, { cause });
  });
}
