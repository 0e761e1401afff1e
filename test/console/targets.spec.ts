import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { png } from '../settings/support/pictures.js';
import { upload } from '../settings/support/uploads.js';
import type { Client } from '../support/client.js';
import type { World } from '../support/world.js';
import { escapeFromDialog } from './support/dialogs.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST, type BrowserSession } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let people: Record<'owner' | 'admin' | 'member' | 'viewer', Client>;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  organization = await world.organization('pro', await world.person('Olga Owner'));
  people = {
    owner: organization.owner,
    admin: await world.member(organization, 'admin'),
    member: await world.member(organization, 'member'),
    viewer: await world.member(organization, 'viewer'),
  };
});
afterAll(() => fixture.close());
beforeEach(async () => {
  const { owner, path } = organization;
  await owner.patch(path, {
    currency: 'EUR',
    timezone: 'UTC',
    fiscalYearStartMonth: 1,
    revenueTargets: { monthly: { amount: 10_000_00 }, quarterly: { amount: 40_000_00 } },
  });
  const { body } = await owner.get(`${path}/revenue-targets`);
  for (const { period } of body.data as { period: string }[]) await owner.delete(`${path}/revenue-targets/${period}`);
});

const year = new Date().getUTCFullYear();
const section = (page: Page) => page.getByRole('region', { name: 'Revenue targets' });
const yearOf = (page: Page, fiscalYear: number) =>
  page.getByRole('region', { name: `Fiscal year ${fiscalYear}`, exact: true });

async function settingsOf(person: Client): Promise<BrowserSession> {
  const session = await fixture.openSession(person);
  await session.go(`/o/${organization.id}/settings/organization`);
  await yearOf(session.page, year).waitFor();
  return session;
}

async function add(page: Page, period: string, amount: string): Promise<void> {
  await page.getByRole('button', { name: 'Add target' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add target' });
  await dialog.getByRole('combobox', { name: 'Month or fiscal quarter' }).fill(period);
  await page.getByRole('listbox').getByRole('option').first().click();
  await dialog.getByRole('textbox', { name: 'Target' }).fill(amount);
  await dialog.getByRole('button', { name: 'Save target' }).click();
}

describe('the targets of single periods', () => {
  it('are added, changed and removed, and the year says what it adds up to', async () => {
    const session = await settingsOf(people.admin);
    const { page } = session;
    await yearOf(page, year)
      .getByText(`Fiscal year ${year} total: €120,000.00 by month, €160,000.00 by quarter.`)
      .waitFor();
    await add(page, `Dec ${year}`, '25,000.50');
    await page.getByText(`Dec ${year} target saved.`).waitFor();
    await add(page, `Q2 FY${year}`, '50000');
    await yearOf(page, year)
      .getByText(`Fiscal year ${year} total: €135,000.50 by month, €170,000.00 by quarter.`)
      .waitFor();
    expect(await yearOf(page, year).getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(`^Q2 FY${year} €50,000.00`),
      expect.stringMatching(`^Dec ${year} €25,000.50`),
    ]);
    const { body } = await people.member.get(`${organization.path}/revenue-targets`);
    expect(body.data).toEqual([
      { period: `${year}-12`, amount: { amount: 25_000_50, currency: 'EUR' } },
      { period: `FY${year}-Q2`, amount: { amount: 50_000_00, currency: 'EUR' } },
    ]);

    await page.getByRole('button', { name: `Edit Dec ${year} target` }).click();
    const field = page.getByRole('dialog').getByRole('textbox', { name: 'Target' });
    expect(await field.inputValue()).toBe('25000.50');
    // Nothing was typed: Escape asks nothing.
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: `Edit Dec ${year} target` }).click();
    await field.fill('abc');
    const problem = page.getByRole('dialog').getByText('Enter an amount in EUR');
    expect(await problem.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(179, 38, 30)');
    await field.fill('12000');
    await page.keyboard.press('Enter');
    await yearOf(page, year).getByText('€12,000.00').waitFor();
    await page.getByRole('button', { name: `Remove Q2 FY${year} target` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove target' }).click();
    await yearOf(page, year)
      .getByText(`Fiscal year ${year} total: €122,000.00 by month, €160,000.00 by quarter.`)
      .waitFor();
    expect(await yearOf(page, year).getByRole('listitem').count()).toBe(1);
    await session.close();
  });

  it('say at the field why the service refuses one, and no longer count in another currency', async () => {
    await organization.owner.put(`${organization.path}/revenue-targets/${year}-12`, { amount: { amount: 99_00 } });
    const session = await settingsOf(people.owner);
    const { page } = session;
    await page.getByRole('button', { name: 'Add target' }).click();
    // Meanwhile, in another window, the organization changes its currency.
    await people.admin.patch(organization.path, { currency: 'USD' });
    const dialog = page.getByRole('dialog', { name: 'Add target' });
    await dialog.getByRole('combobox', { name: 'Month or fiscal quarter' }).fill('Nov');
    await page.getByRole('listbox').getByRole('option').first().click();
    await dialog.getByRole('textbox', { name: 'Target' }).fill('1000');
    await page.keyboard.press('Enter');
    const target = dialog.getByRole('textbox', { name: 'Target', description: /USD/ });
    await target.waitFor();
    expect(await target.getAttribute('aria-invalid')).toBe('true');
    await page.reload();
    await yearOf(page, year).getByText('Not in use').waitFor();
    await yearOf(page, year).getByText(`No total for fiscal year ${year} yet`).waitFor();
    await session.close();
  });

  it('are in the fiscal year that they belong to', async () => {
    await organization.owner.patch(organization.path, { fiscalYearStartMonth: 12 });
    await organization.owner.put(`${organization.path}/revenue-targets/${year + 1}-12`, { amount: { amount: 99_00 } });
    const session = await fixture.openSession(people.owner);
    const { page } = session;
    await session.go(`/o/${organization.id}/settings/organization`);
    await yearOf(page, year + 2)
      .getByText(`Dec ${year + 1}`)
      .waitFor();
    await session.close();
  });

  it.each([
    ['owner', true],
    ['admin', true],
    ['member', false],
    ['viewer', false],
  ] as const)('are read by the %s, who may change them: %p', async (role, mayChange) => {
    await organization.owner.put(`${organization.path}/revenue-targets/FY${year}-Q1`, { amount: { amount: 99_00 } });
    const session = await settingsOf(people[role]);
    const { page } = session;
    await section(page).getByText(`Q1 FY${year}`).waitFor();
    for (const name of ['Add target', `Edit Q1 FY${year} target`, `Remove Q1 FY${year} target`]) {
      expect(await page.getByRole('button', { name }).count()).toBe(mayChange ? 1 : 0);
    }
    expect(await section(page).getByText('Needs admin').count()).toBe(mayChange ? 0 : 1);
    expect(await accessibilityViolations(page)).toEqual([]);
    // A disabled combobox looks as a disabled text field does.
    const groundOf = (label: string, selector: string) =>
      page
        .getByLabel(label, { exact: true })
        .and(page.locator('input'))
        .evaluate((field, of) => getComputedStyle(field.closest(of) ?? field).backgroundColor, selector);
    expect(await groundOf('Default currency', '.combo')).toBe(await groundOf('Name', '.input'));
    if (mayChange) {
      await page.getByRole('button', { name: `Edit Q1 FY${year} target` }).click();
      await page.getByRole('dialog').waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await escapeFromDialog(page);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await session.close();
  });
});

describe('a logo', () => {
  it('is stored in the size that its crop promises', async () => {
    const session = await settingsOf(people.owner);
    const { page } = session;
    const buffer = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#2b56c5' } })
      .png()
      .toBuffer();
    await page.getByLabel('Logo file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
    const dialog = page.getByRole('dialog', { name: 'Crop logo' });
    await dialog.getByText('The logo will be saved with 300 × 200 pixels.').waitFor();
    // The handle in the lower right corner, by the keyboard.
    const handle = dialog.locator('.ReactCrop__drag-handle.ord-se');
    await handle.focus();
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('Shift+ArrowLeft');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ArrowUp');
    const promised = /(\d+) × (\d+) pixels/.exec(
      (await dialog.getByText(/The logo will be saved/).textContent()) ?? '',
    );
    const [width, height] = [Number(promised?.[1]), Number(promised?.[2])];
    expect(width).toBeLessThan(300);
    expect(height).toBeLessThan(200);
    await dialog.getByRole('button', { name: 'Save logo' }).click();
    await page.getByRole('button', { name: 'Remove logo' }).waitFor();
    const { body } = await people.owner.get(organization.path);
    const stored = await fetch(new URL(new URL(body.logoUrl as string).pathname, fixture.site));
    expect(await sharp(Buffer.from(await stored.arrayBuffer())).metadata()).toMatchObject({ width, height });
    await session.close();
  });

  it('of a large picture is promised as small as it is stored', async () => {
    const session = await settingsOf(people.owner);
    const { page } = session;
    const buffer = await sharp({ create: { width: 1500, height: 601, channels: 3, background: '#2b56c5' } })
      .jpeg()
      .toBuffer();
    await page.getByLabel('Logo file').setInputFiles({ name: 'logo.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByText('The logo will be saved with 512 × 205 pixels.').waitFor();
    const before = (await people.owner.get(organization.path)).body.logoUrl as string | null;
    await page.getByRole('button', { name: 'Save logo' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const { body } = await people.owner.get(organization.path);
    expect(body.logoUrl).not.toBe(before);
    const stored = await fetch(new URL(new URL(body.logoUrl as string).pathname, fixture.site));
    expect(await sharp(Buffer.from(await stored.arrayBuffer())).metadata()).toMatchObject({ width: 512, height: 205 });
    await session.close();
  });

  it('is dropped, made square with one click, and previewed as it will be shown', async () => {
    const session = await settingsOf(people.owner);
    const { page } = session;
    const wide = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#2b56c5' } })
      .png()
      .toBuffer();
    await page.getByRole('group', { name: 'Logo', exact: true }).evaluate(
      (element, bytes) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([Uint8Array.from(bytes)], 'logo.png', { type: 'image/png' }));
        element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      [...wide],
    );
    const dialog = page.getByRole('dialog', { name: 'Crop logo' });
    await dialog.getByRole('button', { name: 'Square' }).click();
    await dialog.getByText('The logo will be saved with 200 × 200 pixels.').waitFor();
    const preview = await dialog.locator('.crop-preview').first().boundingBox();
    expect(preview).toMatchObject({ width: 64, height: 64 });
    const shown = await dialog.locator('.crop img').boundingBox();
    await dialog.getByRole('slider', { name: 'Zoom' }).fill('2');
    expect((await dialog.locator('.crop img').boundingBox())?.width).toBe((shown?.width ?? 0) * 2);
    await dialog.getByText('The logo will be saved with 200 × 200 pixels.').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Whole image' }).click();
    await dialog.getByText('The logo will be saved with 300 × 200 pixels.').waitFor();
    await dialog.getByRole('button', { name: 'Square' }).click();
    await dialog.getByRole('button', { name: 'Save logo' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { body } = await people.owner.get(organization.path);
    const stored = await fetch(new URL(new URL(body.logoUrl as string).pathname, fixture.site));
    expect(await sharp(Buffer.from(await stored.arrayBuffer())).metadata()).toMatchObject({ width: 200, height: 200 });
    await page.locator('button:has-text("Change logo"):focus').waitFor();
    await session.close();
  });

  it('that is wide gets a wide place beside the name, and in an invitation', async () => {
    const { owner, path } = organization;
    await upload(owner, path, await png({ width: 400, height: 100 }));
    await owner.post(`${path}/invitations`, { email: 'wide@example.com', role: 'viewer' });
    const session = await settingsOf(people.owner);
    const { page } = session;
    const placeIn = async (where: Locator) => {
      await where.locator('.avatar--wide').waitFor();
      const [place, picture] = [
        await where.locator('.avatar--wide').boundingBox(),
        await where.locator('.avatar--wide img').boundingBox(),
      ];
      return { place: [place?.width, place?.height], ratio: (picture?.width ?? 0) / (picture?.height ?? 1) };
    };
    const inSidebar = await placeIn(page.getByRole('complementary', { name: 'Sidebar' }));
    expect(inSidebar.place).toEqual([expect.closeTo(96, 0), 32]);
    expect(inSidebar.ratio).toBeGreaterThan(3.5);
    await session.go(`/invitations/${await world.tokenFor('wide@example.com')}`);
    const invited = await placeIn(page.getByRole('main'));
    expect(invited.place[0]).toBeGreaterThan(180);
    expect(invited.place[1]).toBe(64);
    expect(invited.ratio).toBeCloseTo(4, 0);
    await session.close();
  });
});
