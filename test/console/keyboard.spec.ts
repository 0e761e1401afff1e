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
  for (const name of ['Ben Breda', 'Cleo Cole', 'Dana Dow', 'Emil Eck']) {
    await world.member(team, 'member', await world.person(name));
  }
  for (const name of ['Adam Admin', 'Alma Admin']) await world.member(team, 'admin', await world.person(name));
  await team.owner.post(`${team.path}/invitations`, { email: 'ivy@example.com', role: 'member' });
  await team.owner.post(`${team.path}/api-keys`, { name: 'CRM import', role: 'member' });
});
afterAll(() => fixture.close());

async function open(path: string, who = team.owner): Promise<void> {
  session = await fixture.openSession(who);
  ({ page } = session);
  await session.go(path);
}
const settings = (name: string) => `/o/${team.id}/settings/${name}`;
const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });

/** What has the focus: its name, or its text. */
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
const focusOn = (name: string | RegExp) =>
  waitFor(`the focus on ${String(name)}`, async () => {
    const now = (await focused()) ?? '';
    return typeof name === 'string' ? now === name : name.test(now);
  });
const rolesNow = async () => {
  const { body } = await team.owner.get(`${team.path}/members?limit=100`);
  return (body.data as { name: string; role: string }[]).map(({ name, role }) => `${name}: ${role}`).sort();
};

describe.each(['no-preference', 'reduce'] as const)('with prefers-reduced-motion: %s', (reducedMotion) => {
  beforeEach(async () => {
    await open(settings('members'));
    await page.emulateMedia({ reducedMotion });
    await row('Cleo Cole').waitFor();
  });
  afterEach(() => session.close());

  it.each([
    ['Enter', 'Actions for Cleo Cole', 'Remove member'],
    ['Space', 'Actions for Cleo Cole', 'Remove member'],
    ['ArrowDown', 'Actions for Cleo Cole', 'Remove member'],
    ['ArrowUp', 'Actions for Alma Admin', 'Remove member'],
    ['Enter', 'Actions for Alma Admin', 'Transfer ownership'],
    ['Enter', 'Actions for ivy@example.com', 'Resend invitation'],
    ['Space', 'Actions for ivy@example.com', 'Resend invitation'],
    ['Enter', 'Role of Cleo Cole: Member', /^Admin/],
    ['Space', 'Role of Cleo Cole: Member', /^Admin/],
  ])('%s opens the menu "%s" with the focus on an item; Escape closes it and returns the focus', async (...given) => {
    const [key, name, item] = given;
    if (name.includes('@')) await page.getByRole('tab', { name: 'Invitations' }).click();
    const opener = page.getByRole('button', { name, exact: true });
    await opener.focus();
    await page.keyboard.press(key);
    await page.getByRole('menu').waitFor();
    // The role's menu has the focus on the role that the member has.
    if (name.startsWith('Role')) {
      await focusOn(/^Member/);
      await page.keyboard.press('Home');
    }
    await focusOn(item);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await focusOn(name);
  });

  it.each(['Enter', 'Space'])(
    'an item chosen by %s does what it says, and its dialog returns the focus',
    async (key) => {
      await page.getByRole('button', { name: 'Actions for Cleo Cole' }).focus();
      await page.keyboard.press(key);
      await focusOn('Remove member');
      await page.keyboard.press(key);
      await page.getByRole('dialog', { name: 'Remove Cleo Cole' }).getByRole('textbox').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await focusOn('Actions for Cleo Cole');
    },
  );

  it.each(['Enter', 'Space', 'ArrowDown'])(
    'the selector opens by %s, is left by Escape, and returns the focus',
    async (key) => {
      await page.getByRole('button', { name: 'Switch organization' }).focus();
      await page.keyboard.press(key);
      await focusOn('Search organizations');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await focusOn('Switch organization');
    },
  );

  it('a click by a screen reader opens a menu with the focus on an item', async () => {
    await page.getByRole('button', { name: 'Actions for Cleo Cole' }).evaluate((button: HTMLElement) => {
      button.focus();
      button.click();
    });
    await focusOn('Remove member');
    await page.keyboard.press('Escape');
    await focusOn('Actions for Cleo Cole');
  });

  it('a list of choices in a form opens by ArrowDown, chooses by Enter and closes by Escape', async () => {
    // Nothing has to be scrolled to: a list closes when the page moves below it.
    await page.setViewportSize({ width: 1280, height: 1600 });
    await session.go(settings('organization'));
    const field = page.getByRole('combobox', { name: 'Default currency' });
    await field.focus();
    const before = await field.inputValue();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe(before);
    await field.fill('Swiss');
    await page.getByRole('option', { name: /Swiss/ }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await waitFor('the choice', async () => (await field.inputValue()).includes('Swiss'));
    await field.fill('');
    await page.keyboard.press('Escape');
  });
});

describe('only the intended keys change a role', () => {
  beforeEach(async () => {
    await open(settings('members'));
    await row('Cleo Cole').waitFor();
  });
  afterEach(() => session.close());

  it('letters and arrows on the closed control change nothing', async () => {
    const before = await rolesNow();
    const role = page.getByRole('button', { name: 'Role of Cleo Cole: Member' });
    await role.focus();
    for (const key of ['v', 'a', 'End', 'Home', 'ArrowRight', 'ArrowLeft', 'PageDown']) await page.keyboard.press(key);
    await page.keyboard.press('ArrowDown');
    await focusOn(/^Member/);
    await page.keyboard.press('v');
    await page.keyboard.press('Escape');
    await focusOn('Role of Cleo Cole: Member');
    expect(await rolesNow()).toEqual(before);
  });

  it('a change is told with "Undo", which gives the role back', async () => {
    await page.getByRole('button', { name: 'Role of Cleo Cole: Member' }).click();
    await page.getByRole('menuitemradio', { name: 'Viewer' }).click();
    await page.getByText('Cleo Cole is now Viewer', { exact: true }).waitFor();
    await waitFor('the new role', async () => (await rolesNow()).includes('Cleo Cole: viewer'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Cleo Cole is now Member', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Role of Cleo Cole: Member' }).waitFor();
    expect(await rolesNow()).toContain('Cleo Cole: member');
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });

  it('asks before an admin loses the role', async () => {
    const role = page.getByRole('button', { name: 'Role of Alma Admin: Admin' });
    await role.click();
    await page.getByRole('menuitemradio', { name: 'Viewer' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Change the role of Alma Admin' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await focusOn('Role of Alma Admin: Admin');
    expect(await rolesNow()).toContain('Alma Admin: admin');
    await role.click();
    await page.getByRole('menuitemradio', { name: 'Member' }).click();
    await dialog.getByRole('button', { name: 'Change to Member' }).click();
    await page.getByText('Alma Admin is now Member', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await waitFor('the role again', async () => (await rolesNow()).includes('Alma Admin: admin'));
  });

  it('notes beside the roles that admins should be few when there would be a third', async () => {
    await page.getByRole('button', { name: 'Role of Cleo Cole: Member' }).click();
    await page.getByText('Keep the number of admins small').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Role of Alma Admin: Admin' }).click();
    await page.getByRole('menuitemradio', { name: 'Viewer' }).waitFor();
    expect(await page.getByText('Keep the number of admins small').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it('after a removal "Undo" has the focus, then the page; letters typed there change no one', async () => {
    await page.getByRole('button', { name: 'Actions for Ben Breda' }).focus();
    await page.keyboard.press('Enter');
    await focusOn('Remove member');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: /to confirm/ }).fill('Ben Breda');
    await page.keyboard.press('Enter');
    await page.getByText('Ben Breda was removed.').waitFor();
    await focusOn('Undo');
    await row('Ben Breda').waitFor({ state: 'detached' });
    await focusOn('Undo');
    const before = await rolesNow();
    for (const key of ['v', 'a', 'm', 'ArrowDown', 'ArrowUp', 'Home', 'End']) await page.keyboard.press(key);
    expect(await rolesNow()).toEqual(before);
    // One message, and only here.
    expect(await page.getByText('Ben Breda was removed').count()).toBe(1);
    await page.keyboard.press('Enter');
    await row('Ben Breda').waitFor();
    await focusOn('Members');
    for (const key of ['v', 'a', 'm', 'ArrowDown', 'End']) await page.keyboard.press(key);
    expect(await rolesNow()).toEqual([...before, 'Ben Breda: member'].sort());
  });
});

describe('when a row is removed, the focus moves to a heading, not to a control', () => {
  afterEach(() => session.close());
  const isOnHeading = () =>
    waitFor('the focus on a heading', () =>
      page.evaluate(() => document.activeElement?.matches('h1, h2, th[scope="row"]') ?? false),
    );

  it('after an invitation is revoked', async () => {
    await open(`${settings('members')}?tab=invitations`);
    await page.getByRole('button', { name: 'Actions for ivy@example.com' }).focus();
    await page.keyboard.press('ArrowUp');
    await focusOn('Revoke invitation');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Revoke invitation' }).press('Enter');
    await row('ivy@example.com').waitFor({ state: 'detached' });
    await isOnHeading();
  });

  it('after a member is reinstated from the list of the removed', async () => {
    await team.owner.delete(`${team.path}/members/${await membershipOf('Emil Eck')}`);
    await open(`${settings('members')}?tab=removed`);
    await page.getByRole('button', { name: 'Reinstate Emil Eck' }).press('Enter');
    await row('Emil Eck').waitFor({ state: 'detached' });
    await isOnHeading();
  });

  it('after an API key is revoked', async () => {
    await open(settings('api-keys'));
    await page.getByRole('button', { name: 'Revoke CRM import' }).press('Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke API key' }).press('Enter');
    await page.getByRole('button', { name: 'Revoke CRM import' }).waitFor({ state: 'detached' });
    await isOnHeading();
  });

  it('after an invitation to oneself is declined', async () => {
    const other = await world.organization('pro', await world.person('Otto Other'));
    const guest = await world.person('Gina Guest', 'gina@example.com');
    await other.owner.post(`${other.path}/invitations`, { email: 'gina@example.com', role: 'member' });
    await open('/welcome', guest);
    await page.getByRole('button', { name: 'Decline', exact: true }).press('Enter');
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Decline/ })
      .press('Enter');
    await page.getByRole('button', { name: 'Decline', exact: true }).waitFor({ state: 'detached' });
    await isOnHeading();
  });
});

async function membershipOf(name: string): Promise<string> {
  const { body } = await team.owner.get(`${team.path}/members?q=${encodeURIComponent(name)}`);
  return (body.data as { id: string }[])[0]?.id ?? '';
}
