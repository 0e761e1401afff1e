import type { Page } from 'playwright-core';
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
  await team.owner.patch(team.path, { name: 'Globex Sales' });
  const ben = await world.member(team, 'member', await world.person('Ben Breda'));
  for (const name of ['Cleo Cole', 'Dana Dow']) await world.member(team, 'member', await world.person(name));
  await ben.post(`${team.path}/leads`, { name: 'His' });
  const other = await world.organization('pro', team.owner);
  await other.owner.patch(other.path, { name: 'Initech Sales' });
});
afterAll(() => fixture.close());
beforeEach(async () => {
  session = await fixture.openSession(team.owner);
  ({ page } = session);
});
afterEach(() => session.close());

const settings = (name: string) => `/o/${team.id}/settings/${name}`;

/** Waits until what has this text or name has the focus. */
const focusOn = (selector: string, name: string) =>
  page.waitForFunction(
    ([expected, text]) => {
      const element = document.activeElement;
      const isNamed = element?.getAttribute('aria-label') === text || element?.textContent === text;
      return isNamed && element?.matches(expected ?? '');
    },
    [selector, name],
  );

describe('Escape in a field with suggestions closes the suggestions, and only the next one the dialog', () => {
  const reassign = async () => {
    await session.go(settings('data-ownership'));
    await page.getByRole('button', { name: 'Reassign Ben Breda' }).click();
  };
  const remove = async () => {
    await session.go(settings('members'));
    await page.getByRole('button', { name: 'Actions for Ben Breda' }).click();
    await page.getByRole('menuitem', { name: 'Remove member' }).click();
  };
  const several = () => page.getByRole('dialog').getByText('Split among several people').click();

  it.each([
    ['New owner', 'Cleo', reassign],
    ['Split among', 'Dana', () => reassign().then(several)],
    ['Split among', 'Nameless', () => remove().then(several)],
  ] as const)('"%s", with "%s" typed', async (name, typed, open) => {
    await open();
    const field = page.getByRole('dialog').getByRole('combobox', { name });
    await field.fill(typed);
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByRole('alertdialog').count()).toBe(0);
  });

  it('opened by an arrow key, before and after something was chosen', async () => {
    await session.go(settings('organization'));
    await page.getByRole('button', { name: 'Add target' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add target' });
    const field = dialog.getByRole('combobox', { name: 'Month or fiscal quarter' });
    for (const isChosen of [false, true]) {
      await field.press('ArrowDown');
      await page.getByRole('listbox').getByRole('option').first().waitFor();
      if (isChosen) {
        await page.keyboard.press('Enter');
        await page.getByRole('listbox').waitFor({ state: 'detached' });
        await field.press('ArrowDown');
        await page.getByRole('listbox').getByRole('option').first().waitFor();
      }
      await page.keyboard.press('Escape');
      await page.getByRole('listbox').waitFor({ state: 'detached' });
      expect(await dialog.isVisible()).toBe(true);
    }
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  });
});

describe('the focus is not lost', () => {
  it.each([
    ['Monthly report', 'Name', 'Globex Sales', 'Settings saved.'],
    ['Monthly target', 'Monthly target', '130000', 'Revenue targets saved.'],
  ])('by "Save" in the form with "%s"', async (form, field, text, message) => {
    await session.go(settings('organization'));
    const input = page.getByRole('textbox', { name: field });
    await input.fill(`${text}0`);
    const save = page.locator('form', { hasText: form }).getByRole('button', { name: 'Save', exact: true });
    await save.focus();
    await page.keyboard.press('Enter');
    await page.getByText(message).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-disabled') === 'true');
    await focusOn('button', 'Save');
    // It does nothing more, and the Tab key leaves it.
    let isSent = false;
    page.on('request', (request) => (isSent ||= request.method() === 'PATCH'));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => document.activeElement?.textContent !== 'Save');
    expect(await save.isDisabled()).toBe(true);
    expect(isSent).toBe(false);
    await input.fill(text);
    await save.click();
    await page.getByText(message).nth(1).waitFor();
    await focusOn('button', 'Save');
  });

  it('by a switch to another organization: it goes to the heading of the page, also on a slow processor', async () => {
    // Slow enough for the page to be hidden while a part of it is loading.
    const protocol = await page.context().newCDPSession(page);
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: 5 });
    await session.go(settings('roles'));
    await page.getByRole('heading', { name: 'Roles', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Switch organization' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Initech Sales' }).waitFor();
    await page.keyboard.type('Initech');
    await page.getByRole('menuitem', { name: 'Globex Sales' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Switch organization', description: /Initech Sales/ }).waitFor();
    await focusOn('h1', 'Roles');
    await page.getByRole('button', { name: 'Switch organization' }).click();
    await page.getByRole('menuitem', { name: 'Globex Sales' }).click();
    await page.getByRole('button', { name: 'Switch organization', description: /Globex Sales/ }).waitFor();
    await focusOn('h1', 'Roles');
  });

  it('by a step to another page, inside the frame, out of it and back', async () => {
    await session.go(settings('members'));
    await page.getByRole('row').filter({ hasText: 'Cleo Cole' }).waitFor();
    await page.getByRole('link', { name: 'API keys' }).press('Enter');
    await focusOn('h1', 'API keys');
    await page.getByRole('link', { name: /^Tina Team/ }).press('Enter');
    await focusOn('h1', 'Tina Team');
    await page.getByRole('link', { name: /^Globex Sales/ }).press('Enter');
    await focusOn('h1', 'Members');
  });
});

describe('a table that is shown as cards', () => {
  /** The buttons in the page that the Tab key reaches and no one sees. */
  const unseen = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main button, main a, main select, main input')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .filter(
          (element) =>
            element.closest('thead')?.matches('.table--cards > thead') && element.closest('thead')?.offsetWidth === 1,
        )
        .map((element) => element.textContent),
    );

  it.each([
    [390, 'settings/members', 'Joined, latest first', 'sort=-joinedAt'],
    [960, 'settings/members', 'Member, Z to A', 'sort=-name'],
    [390, 'analytics?tab=team', 'Deals won, highest first', 'sort=-dealsWon'],
  ])('at %d px on %s is sorted by a choice that can be seen', async (width, path, label, inAddress) => {
    await page.setViewportSize({ width, height: 800 });
    await session.go(`/o/${team.id}/${path}`);
    await page.getByText('Cleo Cole').filter({ visible: true }).first().waitFor();
    expect(await unseen()).toEqual([]);
    await page.getByRole('combobox', { name: 'Sort by' }).selectOption(label);
    await page.waitForURL(`**${inAddress}*`);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await page.getByRole('combobox', { name: 'Sort by' }).count()).toBe(0);
    await page.getByRole('columnheader').getByRole('button').first().waitFor();
  });
});
