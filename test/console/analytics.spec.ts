import { readFileSync } from 'node:fs';
import type { Client } from '../support/client.js';
import type { World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let member: Client;
const year = new Date().getUTCFullYear();
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  organization = await world.organization('starter', await world.person('Olga Owner'));
  member = await world.member(organization, 'member', await world.person('Mia Member'));
  await organization.owner.patch(organization.path, { currency: 'EUR', timezone: 'UTC' });
});
afterAll(() => fixture.close());

const address = () => `/o/${organization.id}/analytics`;

/** A deal that was won in the middle of a month of this year. */
async function won(by: Client, month: number, amount: number): Promise<void> {
  const { body } = await by.post(`${organization.path}/deals`, {
    name: 'Fleet',
    stage: 'closed_won',
    amount: { amount, currency: 'EUR' },
  });
  await world.database.admin.query('update deal set closed_at = $2 where id = $1', [
    body.id,
    new Date(Date.UTC(year, month - 1, 15)),
  ]);
}

it('teaches what is missing, and leads to it', async () => {
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(address());
  await page.getByText('No revenue targets yet').waitFor();
  await page.getByRole('link', { name: 'Set revenue targets' }).click();
  await page.getByRole('region', { name: 'Revenue targets' }).waitFor();
  await session.close();
});

it('shows revenue against targets as chart and table, the fiscal year in the address', async () => {
  await organization.owner.patch(organization.path, {
    revenueTargets: {
      monthly: { amount: 10_000_00, currency: 'EUR' },
      quarterly: { amount: 40_000_00, currency: 'EUR' },
    },
  });
  await won(organization.owner, 2, 12_000_00);
  await won(member, 2, 500_50);
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(address());
  const months = page.getByRole('region', { name: 'Revenue by month' });
  await months
    .getByRole('row', { name: `Feb ${year}` })
    .filter({ hasText: '€12,500.50' })
    .filter({ hasText: '€10,000' })
    .filter({ hasText: '125%' })
    .waitFor();
  const quarter = page
    .getByRole('region', { name: 'Revenue by fiscal quarter' })
    .getByRole('row', { name: `Q1 FY${year}` });
  await quarter.filter({ hasText: '€12,500.50' }).filter({ hasText: '31%' }).waitFor();
  // The bar of February is as high as its number: 12,500.50 on a scale up to 20,000, its target at 10,000.
  const column = months.locator('.chart__column').nth(1);
  expect(await column.getAttribute('title')).toBe(`Feb ${year}: €12,500.50 of €10,000.00`);
  expect(await column.locator('.chart__bar').evaluate((bar: { style: { height: string } }) => bar.style.height)).toBe(
    '62.5025%',
  );
  expect(await months.getByRole('img', { name: /revenue by month against target/ }).count()).toBe(1);
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
  await page.getByRole('button', { name: `Fiscal year ${year - 1}` }).click();
  await page.getByRole('heading', { name: `Fiscal year ${year - 1}` }).waitFor();
  await months
    .getByRole('row', { name: `Feb ${year - 1}` })
    .filter({ hasText: '€0' })
    .waitFor();
  await page.waitForURL(`**?fiscalYear=${year - 1}`);
  await page.goBack();
  await page.getByRole('heading', { name: `Fiscal year ${year}` }).waitFor();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await session.close();
});

it('saves the report of a month as a PDF', async () => {
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(address());
  await page.getByRole('button', { name: 'Download report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Download report' });
  await dialog.getByRole('combobox', { name: 'Period' }).selectOption(`${year}-02`);
  expect(await accessibilityViolations(page)).toEqual([]);
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download', exact: true }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  expect(
    readFileSync(await download.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  await page.getByText(`Feb ${year} report downloaded.`).waitFor();
  await session.close();
});

it('shows the team, sorted and of chosen days', async () => {
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(`${address()}?from=${year}-02-01&to=${year}-02-28`);
  await page.getByRole('tab', { name: 'Team' }).click();
  const team = page.getByRole('region', { name: 'Team' });
  const first = team.getByRole('row').nth(1);
  await first.filter({ hasText: 'Olga Owner' }).filter({ hasText: '€12,000' }).waitFor();
  await team.getByRole('button', { name: 'Member' }).click();
  await first.filter({ hasText: 'Mia Member' }).filter({ hasText: '€500.50' }).waitFor();
  expect(await team.getByRole('columnheader', { name: 'Member' }).getAttribute('aria-sort')).toBe('ascending');
  expect(await accessibilityViolations(page)).toEqual([]);
  await team.getByLabel('From', { exact: true }).fill(`${year}-02-16`);
  await first.filter({ hasText: '€0' }).waitFor();
  await team.getByRole('button', { name: 'Reset to current fiscal quarter' }).click();
  await page.waitForURL((url) => !url.searchParams.has('from') && url.searchParams.get('tab') === 'team');
  await session.close();
});

it("shows a member their own figures, and no one else's", async () => {
  const session = await fixture.openSession(member);
  const { page } = session;
  await session.go(`${address()}?from=${year}-02-01&to=${year}-02-28`);
  await page.getByRole('heading', { name: 'Your figures' }).waitFor();
  const february = page.getByRole('region', { name: 'Revenue by month' }).getByRole('row', { name: `Feb ${year}` });
  await february.filter({ hasText: '€500.50' }).waitFor();
  await page.getByRole('region', { name: 'Your deals and calls' }).getByText('€500.50').waitFor();
  expect(await page.getByText(/Target|Olga/i).count()).toBe(0);
  expect(await page.getByRole('tab').count()).toBe(0);
  expect(await accessibilityViolations(page)).toEqual([]);
  await session.close();
});
