import { readFileSync } from 'node:fs';
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
  // The next page comes when the end is near.
  await ledger.getByText('20 shown so far').or(ledger.getByText('End of the list')).waitFor();
  await page.mouse.wheel(0, 20_000);
  const granted = ledger.getByRole('row').filter({ hasText: 'Plan credits' });
  await granted.filter({ hasText: '+2,950' }).waitFor();
  await granted.filter({ hasText: '+50' }).waitFor();
  await ledger.getByText('End of the list: 22 shown').waitFor();
  expect(await ledger.getByRole('button', { name: 'Load more' }).count()).toBe(0);
  // Nothing is paid for with local billing.
  expect(await page.getByRole('button', { name: 'Manage payment' }).count()).toBe(0);
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await session.close();
});

it('draws a long credit history in part', async () => {
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await page.route('**/billing/credits/ledger?*', async (route) => {
    const response = await route.fetch();
    const { data } = (await response.json()) as { data: { number: number; balance: number }[] };
    const entries = Array.from({ length: 1_000 }, (_, index) => ({ ...data[0], id: `entry-${index}`, balance: index }));
    await route.fulfill({ response, json: { data: entries, nextCursor: null } });
  });
  await session.go(address());
  const table = page.getByRole('table', { name: 'Credit history' });
  await table.getByRole('cell', { name: '0', exact: true }).waitFor();
  expect(await table.getAttribute('aria-rowcount')).toBe('1001');
  expect(await table.getByRole('row').count()).toBeLessThan(60);
  await page.keyboard.press('End');
  await table.getByRole('cell', { name: '999', exact: true }).waitFor();
  await session.close();
});

it('shows the balance after each change, filters the history in the URL, and saves it', async () => {
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(address());
  const ledger = page.getByRole('region', { name: 'Credit history' });
  await ledger.getByRole('row').nth(1).getByText('3,210').waitFor();
  await ledger.getByRole('combobox', { name: 'Activity' }).selectOption('Plan credits');
  await page.waitForURL('**/billing?kind=grant');
  // The plan grants credits, even when a person has changed it.
  const granted = ledger.getByRole('row').filter({ hasText: '+2,950' });
  await granted.getByRole('cell', { name: 'Plan', exact: true }).waitFor();
  await granted.getByText('3,000').waitFor();
  expect(await ledger.getByRole('row').count()).toBe(3);
  const download = page.waitForEvent('download');
  await ledger.getByRole('button', { name: 'Export CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('credit-history.csv');
  expect(
    readFileSync(await file.path(), 'utf8')
      .trimEnd()
      .split('\n'),
  ).toHaveLength(3);
  await ledger.getByRole('combobox', { name: 'Feature' }).selectOption('AI assistant');
  await ledger.getByText('No credit activity matches these filters.').waitFor();
  await page.waitForURL('**/billing?kind=grant&feature=assistant');
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
  await page.getByText(/^\d seats in use, Free has 1\. Free up \d seats? first\.$/).waitFor();
  expect(await page.getByRole('button', { name: 'Change to Free' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Cancel' }).click();
  // A page that does not know of the last member yet: the service refuses, and says who uses the seats.
  await page.route('**/api/v1/organizations/*/billing', async (route) => {
    const response = await route.fetch();
    const billing = (await response.json()) as { seats: object };
    await route.fulfill({ response, json: { ...billing, seats: { ...billing.seats, used: 1 } } });
  });
  await page.reload();
  await page.getByRole('button', { name: 'Downgrade to Free' }).click();
  await page.getByRole('button', { name: 'Change to Free' }).click();
  await page.getByRole('alertdialog').getByRole('listitem').filter({ hasText: 'Mia Member' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.unrouteAll();
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
