import type { Client } from '../support/client.js';
import type { World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let member: Client;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  organization = await world.organization('starter', await world.person('Olga Owner'));
  member = await world.member(organization, 'member', await world.person('Mia Member'));
  for (let credits = 1; credits <= 20; credits += 1) {
    await organization.owner.post(`${organization.path}/billing/credits/top-ups`, { credits });
  }
});
afterAll(() => fixture.close());

const address = () => `/o/${organization.id}/settings/billing`;

it('shows the owner the plan, seats, credits and every movement of them', async () => {
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(`${address()}?checkout=paid`);
  await page.getByText('Thank you. It can take a minute').waitFor();
  await page.waitForURL(`**${address()}`);
  await page.getByText('3,210 credits', { exact: true }).waitFor();
  await page.getByRole('region', { name: 'Seats' }).getByText('1 of 3 seats left on Starter').first().waitFor();
  const ledger = page.getByRole('region', { name: 'Credit history' });
  await ledger.getByRole('row').filter({ hasText: 'Olga Owner' }).first().waitFor();
  expect(await ledger.getByRole('row').count()).toBe(21);
  await ledger.getByRole('button', { name: 'Load more' }).click();
  const granted = ledger.getByRole('row').filter({ hasText: 'Plan credits' });
  await granted.filter({ hasText: '+2,950' }).waitFor();
  await granted.filter({ hasText: '+50' }).waitFor();
  expect(await ledger.getByRole('button', { name: 'Load more' }).count()).toBe(0);
  // Nothing is paid for with local billing.
  expect(await page.getByRole('button', { name: 'Manage payment' }).isDisabled()).toBe(true);
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await session.close();
});

it('adds credits, and sets another plan unless too many people are here', async () => {
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(address());
  await page.getByRole('button', { name: 'Add credits' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add credits' });
  await dialog.getByRole('textbox', { name: 'Credits' }).fill('1,000');
  expect(await accessibilityViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add credits' }).click();
  await page.getByText('4,210 credits', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Downgrade to Free' }).click();
  await page.getByRole('button', { name: 'Change to Free' }).click();
  await page.getByRole('alertdialog').getByRole('listitem').filter({ hasText: 'Mia Member' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Upgrade to Pro' }).click();
  await page.getByRole('button', { name: 'Change to Pro' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Current plan' }).filter({ hasText: '10 seats' }).waitFor();
  await page.getByText('11,210 credits', { exact: true }).waitFor();
  await session.close();
});

it('shows others the balance, and whom to ask', async () => {
  const session = await fixture.openSession(member);
  const { page } = session;
  await session.go(address());
  await page.getByText(/^[\d,]+ credits$/).waitFor();
  await page.getByText('Only the owner (Olga Owner)').waitFor();
  await page.getByText('Needs owner').waitFor();
  expect(await page.getByRole('button', { name: /Upgrade|Add credits|Manage payment/ }).count()).toBe(0);
  expect(await accessibilityViolations(page)).toEqual([]);
  await session.close();
});
