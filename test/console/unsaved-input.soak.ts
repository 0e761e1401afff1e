import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait.js';
import type { World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';
import type { BrowserSession } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let team: Awaited<ReturnType<World['organization']>>;
let session: BrowserSession;
let page: Page;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  team = await world.organization('enterprise', await world.person('Tina Team'));
  await world.member(team, 'member', await world.person('Cleo Cole'));
});
afterAll(() => fixture.close());
beforeEach(async () => {
  session = await fixture.openSession(team.owner);
  ({ page } = session);
});

const settings = (name: string) => `/o/${team.id}/settings/${name}`;
const discard = () => page.getByRole('alertdialog', { name: 'Discard what you entered?' });
const leaving = () => page.getByRole('alertdialog', { name: 'Leave without saving?' });
/** A click on what lies around a dialog. */
const clickBeside = () => page.mouse.click(8, 8);

describe('what was typed in a dialog is not lost by a key or a click', () => {
  it('of the invitation: Escape and a click beside it ask, and the addresses stay', async () => {
    await session.go(settings('members'));
    await page.getByRole('button', { name: 'Invite Member' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite Member' });
    const chip = dialog.getByRole('list', { name: 'Addresses to invite' }).getByText('kay@example.com');
    await dialog.getByRole('textbox', { name: 'Email address' }).fill('kay@example.com ');
    await chip.waitFor();
    for (const leave of [() => page.keyboard.press('Escape'), clickBeside]) {
      await leave();
      await discard().getByRole('button', { name: 'Keep editing' }).click();
      await discard().waitFor({ state: 'detached' });
      await chip.waitFor();
    }
    await dialog.getByRole('button', { name: 'Close' }).click();
    await discard().getByRole('button', { name: 'Discard' }).click();
    await dialog.waitFor({ state: 'detached' });
    // "Cancel" means it, and a dialog in which nothing was typed asks nothing.
    await page.getByRole('button', { name: 'Invite Member' }).click();
    await dialog.getByRole('textbox', { name: 'Email address' }).fill('kay@example.com ');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Invite Member' }).click();
    await dialog.getByRole('textbox', { name: 'Email address' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await session.close();
  });

  it.each([
    ['api-keys', 'Create API key', 'Name', 'CRM import'],
    ['organization', 'Add target', 'Target', '5000'],
    ['billing', 'Add credits', 'Credits', '77'],
  ])('of %s, "%s"', async (where, button, field, text) => {
    await session.go(settings(where));
    await page.getByRole('button', { name: button }).click();
    const dialog = page.getByRole('dialog');
    const input = dialog.getByRole('textbox', { name: field }).first();
    const before = await input.inputValue();
    await input.fill(text);
    await page.keyboard.press('Escape');
    await discard().getByRole('button', { name: 'Keep editing' }).click();
    expect(await input.inputValue()).toBe(text);
    await input.fill(before);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await session.close();
  });

  it('nor by the back button', async () => {
    await session.go(settings('roles'));
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByRole('button', { name: 'Create API key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('CRM import');
    await page.goBack();
    await leaving().getByRole('button', { name: 'Stay on this page' }).click();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('CRM import');
    await page.goBack();
    await leaving().getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('heading', { name: 'Roles' }).waitFor();
    await session.close();
  });

  it('the key that is shown once goes only when it is said that it was kept', async () => {
    await session.go(settings('api-keys'));
    await page.getByRole('button', { name: 'Create API key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Nightly export');
    await page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
    const key = page.getByRole('textbox', { name: 'API key' });
    const shown = await key.inputValue();
    for (const leave of [() => page.keyboard.press('Escape'), clickBeside]) {
      await leave();
      await leave();
      expect(await key.inputValue()).toBe(shown);
    }
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Close' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await session.close();
  });
});

describe('settings that are not saved are asked for before the page is left', () => {
  it('by the sidebar and the back button, and stay where one stays', async () => {
    await session.go(settings('roles'));
    await page.getByRole('link', { name: 'Organization', exact: true }).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('Team Two');
    for (const leave of [() => page.getByRole('link', { name: 'Members' }).click(), () => page.goBack()]) {
      await leave();
      await leaving().getByRole('button', { name: 'Stay on this page' }).click();
      await leaving().waitFor({ state: 'detached' });
      expect(await name.inputValue()).toBe('Team Two');
    }
    await page
      .locator('form', { hasText: 'Monthly report' })
      .getByRole('button', { name: 'Save', exact: true })
      .click();
    await page.getByText('Settings saved.').waitFor();
    await page.getByRole('link', { name: 'Members' }).click();
    await page.getByRole('heading', { name: 'Members' }).waitFor();
    await session.close();
  });

  it('and by a reload, in the words of the browser', async () => {
    await session.go(settings('organization'));
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.getByRole('textbox', { name: 'Monthly target' }).click();
    await page.keyboard.type('5000');
    await page.evaluate(() => {
      location.reload();
    });
    await waitFor('the question', () => Promise.resolve(asked.length > 0));
    expect(asked).toEqual(['beforeunload']);
    expect(await page.getByRole('textbox', { name: 'Monthly target' }).inputValue()).toBe('5000');
    await page.getByRole('textbox', { name: 'Monthly target' }).fill('');
    await page.reload();
    await page.getByRole('textbox', { name: 'Monthly target' }).waitFor();
    expect(asked).toHaveLength(1);
    await session.close();
  });
});

describe('without a connection', () => {
  /** Shows the members; the menus are loaded when the reader first moves. */
  async function showMembers(): Promise<void> {
    await session.go(settings('members'));
    await page.getByRole('row').filter({ hasText: 'Cleo Cole' }).waitFor();
    const loaded = page.waitForResponse((response) => response.url().includes('/assets/overlays-'));
    await page.mouse.move(300, 300);
    await (await loaded).finished();
  }

  it('says so; a page whose code is not there yet says it and tries again; no page of the browser’s', async () => {
    await showMembers();
    await page.context().setOffline(true);
    await page.getByText('You’re offline.').waitFor();
    await page.getByRole('link', { name: 'Audit log' }).click();
    const failed = page.getByRole('alert').filter({ hasText: 'This part could not be loaded' });
    await failed.waitFor();
    // Said once.
    expect((await failed.innerText()).match(/could not be loaded/g)).toHaveLength(1);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Members' }).click();
    await page.getByRole('row').filter({ hasText: 'Cleo Cole' }).waitFor();
    // A dialog whose code is not there yet.
    await page.getByRole('button', { name: 'Actions for Cleo Cole' }).click();
    await page.getByRole('menuitem', { name: 'Remove member' }).click();
    await page.getByText('You may be offline, or there is a newer version.').waitFor();
    // By itself, once there is a connection again.
    await page.getByRole('link', { name: 'Audit log' }).click();
    // Of the page, not of the dialog before.
    await page.locator('main').getByText('This part could not be loaded').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Audit log' }).waitFor();
    await page.getByText('You’re offline.').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('a role that was changed shows what it truly is, and it is said that it was not saved', async () => {
    await showMembers();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Role of Cleo Cole: Member' }).click();
    await page.getByRole('menuitemradio', { name: 'Viewer' }).click();
    await page.getByText('Cleo Cole is still Member. The service could not be reached.').waitFor();
    await page.getByRole('button', { name: 'Role of Cleo Cole: Member' }).waitFor();
    await page.context().setOffline(false);
    await page.context().close();
  });
});

describe('what could not be loaded can be tried again, and names its request', () => {
  const PARTS: readonly (readonly [string, string, string | RegExp])[] = [
    ['members', '**/members?*', 'Cleo Cole'],
    ['members', '**/seats', 'Unlimited seats'],
    ['members?tab=invitations', '**/invitations?*', 'No pending invitations.'],
    ['roles', '**/api/v1/roles', 'Own only'],
    ['data-ownership', '**/records/owners*', 'No records yet'],
    ['data-ownership', '**/reassignments?*', 'No reassignments yet'],
    ['billing', '**/plans', 'Current plan'],
    ['billing', '**/api/v1/organizations/*/billing', /^Renews on /],
    ['billing', '**/credits', 'credits'],
    ['archived-chats', '**/conversations?*', 'No archived chats yet'],
    ['api-keys', '**/api-keys?*', 'Nightly export'],
    ['audit-log', '**/audit-events?*', /created the API key/],
    ['organization', '**/revenue-targets*', 'Add target'],
  ];
  it.each(PARTS)('%s without %s', async (where, calls, shows) => {
    let isBroken = true;
    await page.route(calls, async (route) => {
      if (!isBroken) return route.continue();
      return route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: '/problems/internal-error',
          title: 'Internal error',
          status: 500,
          detail: 'Something went wrong on our side.',
          code: 'internal-error',
          requestId: 'a-request-id',
        }),
      });
    });
    await session.go(settings(where));
    const again = page.getByRole('button', { name: 'Try again' }).first();
    await again.waitFor();
    await page.getByRole('button', { name: 'Copy request ID' }).first().waitFor();
    isBroken = false;
    await again.click();
    await page.getByText(shows).filter({ visible: true }).first().waitFor();
    await waitFor('nothing to try again', async () => (await again.count()) === 0);
    await page.context().close();
  });
});
