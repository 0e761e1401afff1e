import type { Page } from 'playwright-core';
import { BillingFixture } from '../billing/support/billing-fixture.js';
import { openBrowser, type TestBrowser } from '../browser/support/browser.js';
import type { OrganizationId } from '../../src/platform/ids/ids.js';
import { StripeWorld } from '../stripe/support/stripe-world.js';
import { accessibilityViolations, openSession } from './support/browser-session.js';

let browser: TestBrowser;
let stripe: StripeWorld;
let site: string;
beforeAll(async () => {
  // Where the payment's page leads back to is the service's own public address.
  [browser, stripe] = await Promise.all([openBrowser(), StripeWorld.start()]);
  site = stripe.world.service.url;
});
afterAll(async () => {
  await browser.close();
  await stripe.stop();
});

/** Stripe's own pages, as far as anyone looks at them here. */
async function standInForStripe(page: Page): Promise<void> {
  await page.route(/^https:\/\/(checkout|billing)\.stripe\.com\//, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Stripe</title><h1>Pay here</h1>' }),
  );
}

it('leads to the checkout and back, shows the plan once Stripe tells of it, and leads to the portal', async () => {
  const organization = await stripe.world.organization('free', await stripe.world.person('Olga Owner'));
  const browserSession = await openSession(browser, site, organization.owner);
  const { page } = browserSession;
  await standInForStripe(page);
  await browserSession.go(`/o/${organization.id}/settings/members`);
  await page.getByRole('button', { name: 'Upgrade plan' }).click();
  const dialog = page.getByRole('dialog', { name: 'Upgrade plan' });
  await dialog.getByText('Pro', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Upgrade to Pro' }).click();
  await page.getByRole('heading', { name: 'Pay here' }).waitFor();
  const session = stripe.sessionAt(page.url());
  expect(session).toMatchObject({ mode: 'subscription', line: { price: 'price_pro', quantity: 1 } });

  // Back before Stripe has told: the page says so, and shows the plan by itself.
  stripe.stripe.pay(session.id);
  await browserSession.go(`/o/${organization.id}/settings/billing?checkout=paid`);
  await page.getByText('Thank you. It can take a minute').waitFor();
  const present = page.getByRole('region', { name: 'Current plan' });
  await present.getByText('Free', { exact: true }).waitFor();
  await stripe.deliver('checkout.session.completed', session);
  await present.getByText('Pro', { exact: true }).waitFor();
  await present.getByText('Renews on').waitFor();
  const pro = page.getByRole('region', { name: 'Plans' }).getByRole('listitem').filter({ hasText: 'Current plan' });
  await pro.filter({ hasText: '€99.00 per month' }).waitFor();
  await page.getByText('10,000 credits', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Switch organization', description: /Pro/ }).waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Manage payment' }).click();
  await page.waitForURL(`https://billing.stripe.com/p/${session.customer}`);
  await browserSession.close();
});

it('buys credits at the checkout, and writes what uses them into the ledger', async () => {
  const { owner, id } = await stripe.paying('starter');
  const browserSession = await openSession(browser, site, owner);
  const { page } = browserSession;
  await standInForStripe(page);
  await browserSession.go(`/o/${id}/settings/billing`);
  await page.getByRole('button', { name: 'Add credits' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Credits' }).fill('500');
  await page.getByRole('dialog').getByRole('button', { name: 'Add credits' }).click();
  await page.getByRole('heading', { name: 'Pay here' }).waitFor();
  const session = stripe.stripe.pay(stripe.sessionAt(page.url()).id);
  await stripe.deliver('checkout.session.completed', session);
  await stripe.waitUntilProcessed();
  const billing = await BillingFixture.open(stripe.world.database);
  await billing.debit(id as OrganizationId, 120);
  await billing.close();
  await browserSession.go(`/o/${id}/settings/billing`);
  await page.getByText('3,380 credits', { exact: true }).waitFor();
  await page.getByRole('row').filter({ hasText: 'AI assistant' }).filter({ hasText: '120' }).first().waitFor();
  const ledger = page.getByRole('region', { name: 'Credit history' }).getByRole('row');
  await ledger.nth(1).filter({ hasText: 'Used · AI assistant' }).filter({ hasText: '\u2212120' }).waitFor();
  await ledger.nth(2).filter({ hasText: 'Purchased' }).filter({ hasText: '+500' }).waitFor();
  await browserSession.close();
});

it('warns the owner of a payment that failed, and sends an admin to them', async () => {
  const { subscription, ...organization } = await stripe.paying('starter');
  const adam = await stripe.world.member(organization, 'admin', await stripe.world.person('Adam Admin'));
  // The last seat: only then is the owner asked for more.
  await organization.owner.post(`${organization.path}/invitations`, { email: 'last@example.com', role: 'viewer' });
  subscription.status = 'past_due';
  await stripe.deliverSubscription(subscription);
  await stripe.waitForBilling(organization, { status: 'past_due' });
  const owner = await openSession(browser, site, organization.owner);
  await owner.go(`/o/${organization.id}/settings/billing`);
  await owner.page.getByText('Your last payment failed').waitFor();
  expect(await accessibilityViolations(owner.page)).toEqual([]);
  await owner.close();

  const admin = await openSession(browser, site, adam);
  await admin.go(`/o/${organization.id}/settings/members`);
  const ask = admin.page.getByRole('region', { name: 'Seats' }).getByRole('link', { name: 'Ask the owner' });
  expect(await ask.getAttribute('href')).toContain(`mailto:${encodeURIComponent(organization.owner.email ?? '')}?`);
  expect(await admin.page.getByRole('button', { name: 'Upgrade plan' }).count()).toBe(0);
  await admin.page.getByRole('link', { name: 'Billing' }).click();
  await admin.page.getByText('Only the owner (Owner)').waitFor();
  await admin.page.getByText('Needs owner').waitFor();
  expect(await admin.page.getByRole('button', { name: 'Manage payment' }).count()).toBe(0);
  await admin.close();
});

it('says before a change of plan when it takes effect, and after it what is planned', async () => {
  const { owner, id, subscription } = await stripe.paying('starter');
  const browserSession = await openSession(browser, site, owner);
  const { page } = browserSession;
  const present = page.getByRole('region', { name: 'Current plan' });
  const choose = async (button: string, effect: string): Promise<void> => {
    await page.getByRole('button', { name: button }).click();
    const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
    await dialog.getByText(effect).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^(Change to|Keep) / }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await browserSession.go(`/o/${id}/settings/billing`);
  stripe.stripe.declined.add(subscription.customer);
  await choose('Upgrade to Pro', 'You will be charged now');
  await page.getByText('The payment for Pro failed', { exact: true }).waitFor();
  await present.getByText('Starter', { exact: true }).waitFor();
  stripe.stripe.declined.clear();
  await choose('Upgrade to Pro', 'You will be charged now');
  await present.getByText('Pro', { exact: true }).waitFor();
  await choose('Downgrade to Starter', 'The change takes effect at the end of the billing period');
  await present.getByText(/Renews on .* as Starter/).waitFor();
  await choose('Keep Pro', 'The planned change is cancelled.');
  await page.getByRole('button', { name: 'Keep Pro' }).waitFor({ state: 'detached' });
  await choose('Downgrade to Free', 'The change takes effect at the end of the billing period');
  await present.getByText(/Ends on .*, then switches to Free/).waitFor();
  await choose('Keep Pro', 'The planned change is cancelled.');
  await present.getByText('Renews on').waitFor();
  await browserSession.close();
});
