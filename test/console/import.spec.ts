import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listAll } from '../imports/support/csv.js';
import type { Client } from '../support/client.js';
import type { World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST, type BrowserSession } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let member: Client;
let membershipId: string;
let viewer: Client;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  organization = await world.organization('pro', await world.person('Olga Owner'));
  const joined = await world.member(organization, 'member', await world.person('Mia Member'));
  member = joined;
  ({ membershipId } = joined);
  viewer = await world.member(organization, 'viewer', await world.person('Vera Viewer'));
});
afterAll(() => fixture.close());

const page = () => `/o/${organization.id}/settings/import`;

function file(name: string, text: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function isGoodToUse({ page: tab }: BrowserSession): Promise<void> {
  expect(await accessibilityViolations(tab)).toEqual([]);
  await tab.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityViolations(tab, CONTRAST)).toEqual([]);
  await tab.setViewportSize({ width: 320, height: 640 });
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.emulateMedia({ colorScheme: 'light' });
}

let pictures = 0;

/** With `PICTURES=/some/folder`: at three widths, light and dark, to be looked at. */
async function photograph(tab: BrowserSession['page'], name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (!folder) return;
  pictures += 1;
  for (const width of [320, 768, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await tab.setViewportSize({ width, height: 900 });
      await tab.emulateMedia({ colorScheme });
      const path = join(folder, `import-${pictures}-${name}-${width}-${colorScheme}.png`);
      await tab.screenshot({ path, fullPage: true });
    }
  }
  await tab.emulateMedia({ colorScheme: 'light' });
}

describe('importing records', () => {
  it('takes an export of another program: its columns are suggested, its amounts asked for, its bad rows shown', async () => {
    const session = await fixture.openSession(member);
    const { page: tab } = session;
    await session.go(page());
    await tab.getByRole('combobox', { name: 'Records' }).selectOption('Deals');
    const deals = readFileSync(join(__dirname, '../imports/support/other-programs/pipedrive-deals.csv'), 'utf8');
    const bad = `"4","No such stage","5.00","EUR","Somewhere","Open","","","",""\n`;
    await tab
      .getByLabel('CSV file', { exact: true })
      .setInputFiles(file('deals.csv', deals.replaceAll('"units"', '') + bad));
    const start = tab.getByRole('button', { name: 'Import 4 rows' });
    await start.waitFor();
    expect(await tab.getByRole('combobox', { name: 'Field for Deal - Title' }).inputValue()).toBe('name');
    expect(await tab.getByRole('combobox', { name: 'Field for Deal - Organization' }).inputValue()).toBe('');
    await tab.getByText('First rows').click();
    await tab.getByRole('region', { name: 'First rows' }).getByRole('cell', { name: '12,345.67' }).waitFor();
    await photograph(tab, 'columns');
    await isGoodToUse(session);

    await tab.getByText('Whole units are selected because the first amounts').waitFor();
    await tab.getByText('Decimals are allowed: 1234.50.').waitFor();

    // A field for two columns is told where it is chosen.
    await tab.getByRole('combobox', { name: 'Field for Deal - Organization' }).selectOption('Name');
    await tab.getByText('This field is already used by another column.').first().waitFor();
    expect(await start.isDisabled()).toBe(true);
    await tab.getByRole('combobox', { name: 'Field for Deal - Organization' }).selectOption('Don’t import');

    await tab.getByRole('radio', { name: /^Whole units/ }).check({ force: true });
    await start.click();
    await tab.getByText('3 deals imported, 1 rejected.').filter({ visible: true }).waitFor();
    await tab
      .getByRole('listitem')
      .filter({ hasText: 'Line 5: “Deal - Stage” is “Somewhere”. Choose one of qualification, proposal,' })
      .waitFor();
    const saving = tab.waitForEvent('download');
    await tab.getByRole('button', { name: 'Download rejected rows' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('rejected-deals.csv');
    const [headings, row] = readFileSync(await saved.path(), 'utf8').split('\n');
    expect(headings).toContain('Line,Why it was rejected,');
    expect(row).toMatch(/^5,.*“Deal - Stage” is “Somewhere”.*No such stage,5.00,EUR,Somewhere/);
    await photograph(tab, 'ended');
    await isGoodToUse(session);
    // The address leads to it again.
    await tab.reload();
    await tab.getByText('3 deals imported, 1 rejected.').filter({ visible: true }).waitFor();
    expect(await listAll(organization.owner, `${organization.path}/deals`)).toHaveLength(3);
    await tab.getByRole('link', { name: 'Import another file' }).click();
    await tab.getByText('Drop a CSV file here').waitFor();
    await session.close();
  });

  it('asks what a bare amount is before anything is imported', async () => {
    const session = await fixture.openSession(organization.owner);
    const { page: tab } = session;
    await session.go(page());
    await tab.getByRole('combobox', { name: 'Records' }).selectOption('Deals');
    await tab.getByLabel('CSV file', { exact: true }).setInputFiles(file('bare.csv', 'Deal name;Amount\nBare;1234\n'));
    const start = tab.getByRole('button', { name: 'Import 1 row' });
    await tab.getByText('Choose the unit of the amounts.').waitFor();
    expect(await start.isDisabled()).toBe(true);
    await tab.getByRole('radio', { name: /^Whole units/ }).check({ force: true });
    await start.click();
    await tab
      .getByText('1 deals imported, 0 rejected.')
      .or(tab.getByText('1 deal imported, 0 rejected.'))
      .filter({ visible: true })
      .waitFor();
    const [deal] = await listAll(organization.owner, `${organization.path}/deals?q=Bare`);
    expect(deal).toMatchObject({ amount: { amount: 123_400, currency: 'EUR' } });
    await session.close();
  });

  it('takes a file that is dropped, and by the keyboard alone; what cannot be read is told', async () => {
    const session = await fixture.openSession(member);
    const { page: tab } = session;
    await session.go(page());
    await tab.getByText('Drop a CSV file here').waitFor();
    const transfer = await tab.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['Full name,E-Mail\nAda Dropped,ada@example.com\n'], 'leads.csv', { type: 'text/csv' }));
      return data;
    });
    for (const event of ['dragenter', 'dragover', 'drop']) {
      await tab.locator('.drop').dispatchEvent(event, { dataTransfer: transfer });
    }
    const start = tab.getByRole('button', { name: 'Import 1 row' });
    await start.waitFor();
    await start.focus();
    await tab.keyboard.press('Enter');
    await tab
      .getByText(/1 leads? imported, 0 rejected\./)
      .filter({ visible: true })
      .waitFor();
    const [lead] = await listAll(organization.owner, `${organization.path}/leads?q=Dropped`);
    expect(lead).toMatchObject({ name: 'Ada Dropped', email: 'ada@example.com', ownerId: membershipId });

    await session.go(page());
    const chooser = tab.waitForEvent('filechooser');
    await tab.getByRole('button', { name: 'Choose file' }).focus();
    await tab.keyboard.press('Enter');
    await (await chooser).setFiles(file('broken.csv', 'name\n"never closed\n'));
    await tab.getByRole('alert').filter({ hasText: 'line 2' }).waitFor();
    await isGoodToUse(session);
    await session.close();
  });

  it('asks before a chosen file or what was entered for its columns is dropped', async () => {
    const session = await fixture.openSession(member);
    const { page: tab } = session;
    await session.go(page());
    const input = tab.getByLabel('CSV file', { exact: true });
    await input.setInputFiles(file('kept.csv', 'Full name,E-Mail,Town\nAda Kept,ada@example.com,London\n'));
    const start = tab.getByRole('button', { name: 'Import 1 row' });
    await start.waitFor();
    // Nothing was entered yet: another file simply takes its place.
    await input.setInputFiles(file('other.csv', 'Full name,Town\nGrace Kept,New York\n'));
    await tab.getByText('other.csv').waitFor();
    const town = tab.getByRole('combobox', { name: 'Field for Town' });
    await town.selectOption('Company');

    await tab.getByRole('link', { name: 'Roles' }).click();
    const leaving = tab.getByRole('alertdialog', { name: 'Leave without importing?' });
    await leaving.getByRole('button', { name: 'Stay on this page' }).click();
    for (const another of [
      () => input.setInputFiles(file('third.csv', 'name\nX\n')),
      () => tab.getByRole('combobox', { name: 'Records' }).selectOption('Campaigns'),
    ]) {
      await another();
      const dialog = tab.getByRole('alertdialog', { name: 'Discard your settings?' });
      await dialog.getByRole('button', { name: 'Keep editing' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await town.inputValue()).toBe('company');
      expect(await tab.getByRole('combobox', { name: 'Records' }).inputValue()).toBe('leads');
    }
    await start.click();
    await tab
      .getByText(/1 leads? imported, 0 rejected\./)
      .filter({ visible: true })
      .waitFor();
    // What was imported is not lost with the page.
    await tab.getByRole('link', { name: 'Roles' }).click();
    await tab.getByRole('heading', { name: 'Roles', level: 1 }).waitFor();

    await session.go(page());
    await input.setInputFiles(file('copy.csv', 'Full name,Town\nGrace Kept,New York\n'));
    await tab.getByText('This file was imported before, on').waitFor();
    await photograph(tab, 'before');
    await isGoodToUse(session);
    await tab.getByRole('link', { name: 'Show that import' }).click();
    await leaving.getByRole('button', { name: 'Leave without importing' }).click();
    await tab
      .getByText(/1 leads? imported, 0 rejected\./)
      .filter({ visible: true })
      .waitFor();
    await session.close();
  });

  it('says before an import which rows it will reject, and that deals need an amount', async () => {
    const session = await fixture.openSession(organization.owner);
    const { page: tab } = session;
    await session.go(page());
    await tab.getByRole('combobox', { name: 'Records' }).selectOption('Deals');
    await tab
      .getByLabel('CSV file', { exact: true })
      .setInputFiles(file('long.csv', 'Deal name;Worth\nBlank;1;;\nLong;1;;x\n'));
    await tab.getByText('Line 3: This row has 4 values, but the file has 2 columns.').waitFor();
    expect(await tab.getByText('Line 2:').count()).toBe(0);
    await tab.getByText('Choose the column with the amount.').waitFor();
    await photograph(tab, 'long-rows');
    await isGoodToUse(session);
    await session.page.close({ runBeforeUnload: false });
  });

  it('is not for viewers', async () => {
    const session = await fixture.openSession(viewer);
    await session.go(page());
    await session.page.getByText('Needs member').waitFor();
    expect(await session.page.getByRole('button', { name: 'Choose file' }).count()).toBe(0);
    await session.close();
  });
});
