import { png } from '../settings/support/pictures.js';
import type { World } from '../support/world.js';
import { escapeFromDialog } from './support/dialogs.js';
import { createConsoleUsers, PAGES, waitUntilLoaded, type ConsoleUsers } from './support/console-pages.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, type BrowserSession } from './support/browser-session.js';
import { overflowingElements } from './support/console-state.js';

let fixture: ConsoleFixture;
let world: World;
let users: ConsoleUsers;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  users = await createConsoleUsers(world);
});
afterAll(() => fixture.close());

async function openPage(session: BrowserSession, name: string): Promise<void> {
  const found = PAGES.find((one) => one.name === name);
  if (!found) throw new Error(`There is no page ${name}.`);
  await session.go(found.address(users));
  await waitUntilLoaded(session.page, found);
}

describe('a dialog that is closed', () => {
  it.each([
    ['organization', 'owner', 'Delete organization', 'alertdialog'],
    ['api-keys', 'owner', 'Create API key', 'dialog'],
    ['api-keys', 'owner', 'Revoke CRM import', 'alertdialog'],
    ['archived-chats', 'owner', 'View Which deals close this month?', 'dialog'],
    ['data-ownership', 'owner', 'Reassign Alan Turing’s records', 'dialog'],
    ['billing', 'owner', 'Add credits', 'dialog'],
    ['billing', 'owner', 'Upgrade to Enterprise', 'alertdialog'],
    ['analytics', 'owner', 'Download report', 'dialog'],
    ['welcome', 'newcomer', 'Create organization', 'dialog'],
    ['operator', 'superadmin', 'Manage Acme Sales', 'dialog'],
  ] as const)('on the page %s of the %s gives the focus back to "%s"', async (page, who, opener, role) => {
    const session = await fixture.openSession(users[who]);
    await openPage(session, page);
    const button = session.page.getByRole('button', { name: opener, exact: true });
    // By the keyboard alone.
    await button.focus();
    await session.page.keyboard.press('Enter');
    const dialog = session.page.getByRole(role);
    await dialog.waitFor();
    await escapeFromDialog(session.page);
    await dialog.waitFor({ state: 'detached' });
    await expectFocus(session, opener);
    await session.close();
  });

  it('gives the focus back where a menu, a file or the drawer opened it', async () => {
    const session = await fixture.openSession(users.owner);
    const { page } = session;
    await openPage(session, 'organization');
    await page.getByRole('button', { name: 'Switch organization' }).click();
    await page.getByRole('menuitem', { name: 'Create organization' }).click();
    await page.getByRole('dialog', { name: 'Create organization' }).waitFor();
    await escapeFromDialog(page);
    await expectFocus(session, 'Switch organization');

    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Change logo' }).click();
    await (await chosen).setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(await png()) });
    await page.getByRole('dialog', { name: 'Crop logo' }).waitFor();
    await escapeFromDialog(page);
    await expectFocus(session, 'Change logo');

    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole('button', { name: 'Open navigation' }).click();
    await page.getByRole('dialog', { name: 'Navigation' }).waitFor();
    await escapeFromDialog(page);
    await expectFocus(session, 'Open navigation');
    await session.close();
  });

  it('gives the focus back on a narrow screen, whose top bar has the organizations and the account', async () => {
    const session = await fixture.openSession(users.owner);
    const { page } = session;
    await page.setViewportSize({ width: 390, height: 800 });
    await openPage(session, 'organization');
    await page.getByRole('button', { name: 'Switch organization' }).click();
    await page.getByRole('menuitem', { name: 'Create organization' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expectFocus(session, 'Switch organization');
    for (const key of ['g', 'o']) await page.keyboard.press(key);
    await page.getByRole('menuitem', { name: 'Create organization' }).waitFor();
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflowingElements(page)).toEqual([]);
    await page.getByRole('banner').getByRole('link', { name: 'Account of Ada Lovelace' }).click();
    await page.waitForURL('**/account');
    await session.close();
  });
});

/** Waits until the element of this name has the focus. */
async function expectFocus({ page }: BrowserSession, name: string): Promise<void> {
  await page.waitForFunction((expected) => {
    const element = document.activeElement;
    return (element?.getAttribute('aria-label') ?? element?.textContent) === expected;
  }, name);
}

describe('what moves', () => {
  /** The longest movement that opening a dialog and its toast takes, in milliseconds. */
  async function longest(reducedMotion: 'reduce' | 'no-preference'): Promise<number> {
    const session = await fixture.openSession(users.owner);
    const { page } = session;
    await page.emulateMedia({ reducedMotion });
    await openPage(session, 'billing');
    await page.getByRole('button', { name: 'Add credits' }).click();
    await page.getByRole('dialog').waitFor();
    const durations = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
        return [animationName === 'none' ? '0s' : animationDuration, ...transitionDuration.split(', ')].map(
          (text) => parseFloat(text) * 1_000,
        );
      }),
    );
    await session.close();
    return Math.max(...durations);
  }

  it('moves, unless someone has asked for less', async () => {
    expect(await longest('no-preference')).toBeGreaterThan(100);
    expect(await longest('reduce')).toBeLessThanOrEqual(1);
  });
});

describe('what happens by itself', () => {
  it('is read out: a message, a refusal, what loads, and how far a reassignment is', async () => {
    const session = await fixture.openSession(users.owner);
    const { page } = session;
    await page.route('**/billing/credits', (route) => route.fulfill({ status: 418, body: '{}' }));
    await openPage(session, 'organization');
    await page.getByRole('textbox', { name: 'Monthly target' }).fill('130000');
    await page
      .locator('form', { hasText: 'Monthly target' })
      .getByRole('button', { name: 'Save', exact: true })
      .click();
    await page.getByRole('status').filter({ hasText: 'Revenue targets saved.' }).waitFor();

    await page.getByRole('link', { name: 'Billing' }).click();
    await page.getByRole('region', { name: 'Credits' }).getByRole('alert').filter({ hasText: 'Try again' }).waitFor();

    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/records/owners', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('link', { name: 'Data ownership' }).click();
    await page.locator('table[aria-busy="true"]').waitFor();
    answer();
    await page.locator('table[aria-busy="false"]').waitFor();

    await page.getByRole('button', { name: 'Reassign Alan Turing' }).click();
    await page.getByRole('combobox', { name: 'New owner' }).fill('Mary');
    await page.getByRole('listbox').getByRole('option').first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reassign' }).click();
    const progress = page.getByRole('region', { name: 'Reassignments' }).getByRole('status');
    await progress.filter({ hasText: /^Reassigned \d+ records from Alan Turing to Mary Jackson/ }).waitFor();
    await session.close();
  });
});
