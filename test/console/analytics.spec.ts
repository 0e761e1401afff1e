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
async function won(by: Client, month: number, amount: number, currency = 'EUR'): Promise<void> {
  const { body } = await by.post(`${organization.path}/deals`, {
    name: 'Fleet',
    stage: 'closed_won',
    amount: { amount, currency },
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
  const figures = page.getByRole('region', { name: 'Key figures' });
  await figures.getByText('No deals and no targets in this range yet.').waitFor();
  await figures.getByRole('link', { name: 'Import deals' }).waitFor();
  await page.getByText('No closed-won deals yet.').first().waitFor();
  expect(await page.getByText(/vs |will end with|No revenue targets/).count()).toBe(0);
  expect(await accessibilityViolations(page)).toEqual([]);
  await figures.getByRole('link', { name: 'Set a target' }).click();
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
  expect(await column.getByRole('button').getAttribute('aria-label')).toBe(
    `Feb ${year}: €12,500.50, Target €10,000.00, 125% of target`,
  );
  expect(await column.locator('.chart__bar').evaluate((bar: { style: { height: string } }) => bar.style.height)).toBe(
    '62.5025%',
  );
  expect(await months.getByRole('toolbar', { name: /revenue by month against target/ }).count()).toBe(1);
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

it('shows key figures of the range in the address, with the change to the range before and to last year', async () => {
  await won(organization.owner, 1, 5_000_00);
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(`${address()}?from=${year}-02-01&to=${year}-02-28`);
  const figures = page.getByRole('region', { name: 'Key figures' });
  const tile = (name: string) => figures.locator('.tile').filter({ has: page.getByText(name, { exact: true }) });
  await tile('Revenue').filter({ hasText: '€12,501' }).filter({ hasText: 'Up 150% vs previous' }).waitFor();
  await figures.getByRole('heading', { name: `Summary: Feb ${year}` }).waitFor();
  await figures.getByText(new RegExp(`Compared with Jan ${year} \\(previous\\) and Feb ${year - 1}`)).waitFor();
  await tile('Above target').filter({ hasText: '€2,501' }).waitFor();
  expect(await figures.getByText('– vs').count()).toBe(0);
  await tile('% of target').filter({ hasText: '125%' }).waitFor();
  await tile('Win rate').filter({ hasText: '100%' }).waitFor();
  await figures.getByText('The range has ended with 125% of its target.').waitFor();
  await figures.getByText(/Feb 1\W+28, \d{4}/).waitFor();
  await figures.getByRole('combobox', { name: 'Range' }).selectOption('Last month');
  await page.waitForURL((url) => url.searchParams.get('range') === 'last-month');
  await figures.getByRole('combobox', { name: 'Range' }).selectOption('This quarter');
  await page.waitForURL((url) => url.search === '');
  await figures.getByText(/At the rate of the last 90 days|expected by now/).waitFor();
  await page.goBack();
  await page.waitForURL((url) => url.searchParams.get('range') === 'last-month');
  await session.close();
});

it('keeps the charts and a range of a whole fiscal year on the same year', async () => {
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(address());
  const range = page.getByRole('combobox', { name: 'Range' });
  await range.selectOption('Last fiscal year');
  await page.getByRole('heading', { name: `Fiscal year ${year - 1}` }).waitFor();
  await page.getByRole('heading', { name: /^Summary: Jan/ }).waitFor();
  await page.getByRole('button', { name: `Show fiscal year ${year}`, exact: true }).click();
  await page.getByRole('heading', { name: `Fiscal year ${year}`, exact: true }).waitFor();
  await page.waitForURL((url) => url.searchParams.get('range') === 'this-year');
  await range.selectOption('This quarter');
  await page.getByRole('button', { name: `Show fiscal year ${year - 1}` }).click();
  await page.waitForURL((url) => url.search === `?fiscalYear=${year - 1}`);
  await session.close();
});

it('shows the figures of a bar by mouse, keyboard and touch, and its deals', async () => {
  await won(member, 2, 900_00, 'USD');
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(address());
  const months = page.getByRole('region', { name: 'Revenue by month' });
  const tip = months.locator('.chart__tip');
  const bars = months.getByRole('toolbar').getByRole('button');
  await bars.nth(1).hover();
  await tip.filter({ hasText: '€12,500.50' }).filter({ hasText: '125% of target' }).waitFor();
  await page.mouse.move(0, 0);
  await tip.waitFor({ state: 'detached' });
  await bars.nth(1).focus();
  await tip.filter({ hasText: `Feb ${year}` }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await tip.filter({ hasText: '€5,000.00' }).waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.keyboard.press('End');
  await tip.filter({ hasText: `Dec ${year}` }).waitFor();
  await page.keyboard.press('Escape');
  await tip.waitFor({ state: 'detached' });
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Deals won in Feb ${year}` });
  await dialog.getByRole('row').filter({ hasText: '€12,000.00' }).filter({ hasText: 'Olga Owner' }).waitFor();
  await dialog.getByRole('row').filter({ hasText: '€500.50' }).filter({ hasText: 'Mia Member' }).waitFor();
  await dialog.getByText('€12,500.50 of €10,000.00 · 2 deals').waitFor();
  const others = dialog.getByRole('region', { name: 'In other currencies' });
  await others.getByRole('heading', { name: 'In other currencies · 1 deal' }).waitFor();
  await others.getByRole('row').filter({ hasText: '$900' }).waitFor();
  expect(await dialog.getByRole('table').first().getByText('$900').count()).toBe(0);
  await page.setViewportSize({ width: 640, height: 800 });
  await dialog.getByRole('columnheader', { name: 'Owner' }).first().waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.className === 'chart__button');
  await session.close();

  const touched = await fixture.openSession(organization.owner, {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  });
  await touched.go(address());
  const bar = touched.page
    .getByRole('region', { name: 'Revenue by month' })
    .getByRole('toolbar')
    .getByRole('button')
    .nth(1);
  await touched.page.getByRole('region', { name: 'Key figures' }).getByText('Win rate').waitFor();
  await bar.tap();
  await touched.page.locator('.chart__tip').filter({ hasText: '€12,500.50' }).waitFor();
  expect(await touched.page.getByRole('dialog').count()).toBe(0);
  await bar.tap();
  await touched.page.getByRole('dialog', { name: `Deals won in Feb ${year}` }).waitFor();
  await touched.close();
});

it('shows revenue, target and percentage without sideways scrolling at 320 px, and amounts at the chart at 390 px', async () => {
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await page.setViewportSize({ width: 320, height: 640 });
  await session.go(address());
  const months = page.getByRole('region', { name: 'Revenue by month' });
  const february = months.getByRole('row', { name: `Feb ${year}` });
  await february.getByText('of €10,000').waitFor();
  await february.getByText('125%').waitFor();
  const box = months.locator('.table-box');
  expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  expect(await page.getByRole('group', { name: /table/ }).count()).toBe(0);
  expect(await accessibilityViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 390, height: 844 });
  await months.getByText('€20K', { exact: true }).waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
  await session.close();
});

it('shows the team of the range, sorted and searched, with shares and the total', async () => {
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(`${address()}?from=${year}-02-01&to=${year}-02-28`);
  await page.getByRole('tab', { name: 'Team' }).click();
  const team = page.getByRole('region', { name: 'Team' });
  const first = team.getByRole('row').nth(1);
  await first.filter({ hasText: 'Olga Owner' }).filter({ hasText: '€12,000' }).filter({ hasText: '96%' }).waitFor();
  await team.getByRole('row', { name: 'Total' }).filter({ hasText: '€12,500.50' }).waitFor();
  await team.getByRole('button', { name: 'Member' }).click();
  await first
    .filter({ hasText: 'Mia Member' })
    .filter({ hasText: '€500.50' })
    .filter({ hasText: '1 in other currencies' })
    .waitFor();
  await team.getByText('Deals in other currencies are not converted').waitFor();
  expect(await team.getByRole('columnheader', { name: 'Member' }).getAttribute('aria-sort')).toBe('ascending');
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
  await team.getByRole('searchbox', { name: 'Search the team' }).fill('olga');
  await team.getByText('Mia Member').waitFor({ state: 'detached' });
  await page.waitForURL((url) => url.searchParams.get('q') === 'olga');
  await team.locator('mark', { hasText: 'Olga' }).waitFor();
  await page.getByLabel('From', { exact: true }).fill(`${year}-02-16`);
  await first.filter({ hasText: '€0' }).waitFor();
  await page.getByRole('combobox', { name: 'Range' }).selectOption('This quarter');
  await page.waitForURL((url) => !url.searchParams.has('from') && url.searchParams.get('tab') === 'team');
  await team.getByRole('link', { name: 'Olga Owner' }).click();
  await page.waitForURL((url) => url.pathname.endsWith('/settings/members') && url.searchParams.has('person'));
  await page.getByRole('heading', { name: 'Olga Owner' }).waitFor();
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
  await page.getByRole('region', { name: 'Your key figures' }).getByText('Average deal').waitFor();
  expect(await page.getByText(/Target|Olga/i).count()).toBe(0);
  await page.getByRole('toolbar').first().getByRole('button').nth(1).click();
  const deals = page.getByRole('dialog', { name: `Deals won in Feb ${year}` });
  await deals.getByRole('cell', { name: '€500.50' }).waitFor();
  expect(await deals.getByRole('table').first().getByRole('row').count()).toBe(2);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('tab').count()).toBe(0);
  expect(await accessibilityViolations(page)).toEqual([]);
  await session.close();
});
