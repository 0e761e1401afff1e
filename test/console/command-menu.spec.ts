import type { Page } from 'playwright-core';
import type { Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import type { World } from '../support/world.js';
import { accessibilityViolations, CONTRAST, type BrowserSession } from './support/browser-session.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { overflowingElements } from './support/console-state.js';

let fixture: ConsoleFixture;
let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let viewer: Client;
let session: BrowserSession;
let page: Page;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  const owner = await world.person('Olga Owner');
  organization = await world.organization('pro', owner);
  await owner.post('/organizations', { name: 'Second Company' });
  viewer = await world.member(organization, 'viewer', await world.person('Vera Viewer'));
});
afterAll(() => fixture.close());
afterEach(() => session.close());

async function open(path: string, who = organization.owner): Promise<void> {
  session = await fixture.openSession(who);
  ({ page } = session);
  await session.go(path);
}
const settings = (name: string) => `/o/${organization.id}/settings/${name}`;
const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
const menu = () => page.getByRole('dialog', { name: 'Command menu' });
const options = () => menu().getByRole('option').allInnerTexts();

async function openMenu(): Promise<void> {
  await page.keyboard.press('Control+k');
  await menu().getByRole('combobox', { name: 'Search commands' }).waitFor();
}

describe('the command menu', () => {
  it('opens by Ctrl or Cmd and K, filters while typing, and goes to a page by Enter', async () => {
    await open(settings('members'));
    await heading('Members');
    await page.keyboard.press('Meta+k');
    await menu().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflowingElements(page)).toEqual([]);
    await page.keyboard.type('audit');
    await waitFor('one match', async () => (await options()).length === 1);
    await menu().locator('[role="option"][data-focused]').waitFor();
    await page.keyboard.press('Enter');
    await heading('Audit log');
    await menu().waitFor({ state: 'detached' });
  });

  it('moves by the arrow keys and tells a screen reader where', async () => {
    await open(settings('members'));
    await heading('Members');
    await openMenu();
    const field = menu().getByRole('combobox', { name: 'Search commands' });
    const active = () =>
      field.evaluate(
        (input) => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent,
      );
    await page.keyboard.press('ArrowDown');
    await waitFor('the first page', async () => (await active())?.includes('Analytics'));
    await page.keyboard.press('ArrowDown');
    await waitFor('the second page', async () => (await active())?.includes('Organization'));
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await heading('Organization');
  });

  it('puts what shows the typed words before what only has them as keywords', async () => {
    await open(settings('members'));
    await heading('Members');
    await openMenu();
    for (const [typed, first] of [
      ['remove', 'Remove a member'],
      ['change role', 'Change a role'],
      ['vera', 'Vera Viewer'],
    ] as const) {
      await menu().getByRole('combobox', { name: 'Search commands' }).fill(typed);
      await waitFor(`${first} first`, async () => (await options())[0]?.includes(first));
    }
  });

  it('lists what was used last first', async () => {
    await open(settings('members'));
    await heading('Members');
    await openMenu();
    await page.keyboard.type('roles');
    await waitFor('one match', async () => (await options()).length === 1);
    await menu().locator('[role="option"][data-focused]').waitFor();
    await page.keyboard.press('Enter');
    await heading('Roles');
    await openMenu();
    expect((await options())[0]).toContain('Roles');
    expect((await menu().getByRole('group').allInnerTexts())[0]).toContain('Recent');
  });

  it('closes by Escape and returns the focus', async () => {
    await open(settings('members'));
    await heading('Members');
    const button = page.getByRole('button', { name: 'Command menu' });
    await button.click();
    await menu().waitFor();
    await page.keyboard.type('x');
    await page.keyboard.press('Escape');
    await menu().waitFor({ state: 'detached' });
    await waitFor('the focus on the button', () => button.evaluate((element) => element === document.activeElement));
  });

  it('finds people and organizations', async () => {
    await open(settings('roles'));
    await heading('Roles');
    await openMenu();
    await page.keyboard.type('vera');
    await menu()
      .getByRole('option', { name: /^Vera Viewer/ })
      .click();
    await heading('Members');
    await page.getByText('Vera Viewer').first().waitFor();
    await openMenu();
    await page.keyboard.type('second');
    await menu()
      .getByRole('option', { name: /^Second Company/ })
      .click();
    await page.getByRole('button', { name: 'Switch organization' }).waitFor();
    await page.getByText('Second Company').filter({ visible: true }).first().waitFor();
  });

  it('finds a command by other words, and opens what belongs to the frame', async () => {
    await open(settings('members'));
    await heading('Members');
    await openMenu();
    const combobox = menu().getByRole('combobox', { name: 'Search commands' });
    for (const [word, found] of [
      ['credit', 'Billing'],
      ['upgrade', 'Billing'],
      ['logo', 'Organization'],
      ['currency', 'Organization'],
      ['transfer', 'Transfer ownership'],
      ['theme', 'Appearance'],
    ] as const) {
      await combobox.fill(word);
      await waitFor(`${found} only`, async () => {
        const all = await options();
        return all.length === 1 && all[0]?.startsWith(found);
      });
    }
    await combobox.fill('switch');
    await menu()
      .getByRole('option', { name: /^Switch organization/ })
      .first()
      .click();
    await page.locator('input[placeholder="Search organizations"]:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await openMenu();
    await combobox.fill('unread');
    await menu().getByRole('option', { name: 'Notifications' }).click();
    await page.getByRole('dialog', { name: 'Notifications' }).getByText('Mark all as read').waitFor();
    await page.keyboard.press('Escape');
    await openMenu();
    await combobox.fill('danger');
    await menu().getByRole('option', { name: 'Transfer ownership' }).click();
    await page.waitForURL('**/settings/organization#danger-zone');
  });

  it('offers only what the role includes', async () => {
    await open(settings('members'), viewer);
    await heading('Members');
    await openMenu();
    const all = (await options()).join('\n');
    for (const text of [
      'Audit log',
      'API keys',
      'Data ownership',
      'Archived chats',
      'Import',
      'Invite Member',
      'Remove a member',
      'Transfer ownership',
    ])
      expect(all).not.toContain(text);
    for (const text of ['Members', 'Analytics', 'Account', 'Sign out']) expect(all).toContain(text);
  });

  it('opens on the account page, invites from there, and signs out', async () => {
    await open(settings('members'));
    await heading('Members');
    await openMenu();
    await page.keyboard.type('account');
    await menu().getByRole('option', { name: 'Account' }).click();
    await heading('Olga Owner');
    await openMenu();
    await menu()
      .getByRole('option', { name: /^Invite Member/ })
      .click();
    await page.getByRole('dialog', { name: 'Invite Member' }).waitFor();
    await page.keyboard.press('Escape');
    await openMenu();
    await menu().getByRole('option', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});

describe('single keys', () => {
  it('go to pages, search and invite, and never while typing', async () => {
    await open(settings('members'));
    await heading('Members');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await heading('Roles');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await heading('Members');
    const search = page.getByRole('searchbox').first();
    await search.waitFor();
    await page.keyboard.press('/');
    await waitFor('the focus in the search', () => search.evaluate((field) => field === document.activeElement));
    await page.keyboard.type('i?gr/');
    expect(await search.inputValue()).toBe('i?gr/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await search.evaluate((field: HTMLElement) => {
      field.blur();
    });
    await page.keyboard.press('i');
    await page.getByRole('dialog', { name: 'Invite Member' }).waitFor();
  });

  it('are listed by ?, and can be turned off in this browser', async () => {
    await open(settings('members'));
    await heading('Members');
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Go to Audit log').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await sheet.getByText(/^Use keys without/).click();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.reload();
    await heading('Members');
    for (const key of ['?', 'g', 'o', 'g', 'r', 'i']) await page.keyboard.press(key);
    // The menu's own key still works, so the others had their time before it.
    await openMenu();
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await sheet.getByText(/^Use keys without/).click();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await sheet.waitFor();
  });
});
