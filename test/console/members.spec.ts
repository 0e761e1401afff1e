import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait.js';
import type { World } from '../support/world.js';
import { escapeFromDialog } from './support/dialogs.js';
import { chooseRole, roleOf } from './support/roles.js';
import { ConsoleFixture } from './support/console-fixture.js';

let fixture: ConsoleFixture;
let world: World;
let team: Awaited<ReturnType<World['organization']>>;
let page: Page;
let leave: () => Promise<void>;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  team = await world.organization('enterprise', await world.person('Tina Team'));
  for (const name of ['Ben Breda', 'Cleo Cole', 'Dana Dow']) {
    await world.member(team, 'member', await world.person(name));
  }
  await world.member(team, 'admin', await world.person('Adam Admin'));
});
afterAll(() => fixture.close());
beforeEach(async () => {
  const session = await fixture.openSession(team.owner);
  ({ page } = session);
  leave = session.close.bind(session);
  await session.go(`/o/${team.id}/settings/members`);
  await row('Cleo Cole').waitFor();
});

const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
const focusOn = (name: string) => waitFor(`the focus on ${name}`, async () => (await focused()) === name);

/** Something to wait at until it is opened. */
function deferred() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('the members of a team', () => {
  it('are invited by the keyboard alone, and the focus is back where it began', async () => {
    await page.getByRole('button', { name: 'Invite Member' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('radiogroup', { name: 'Role' }).waitFor();
    await page.keyboard.type('kay@example.com');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Addresses to invite' }).getByText('kay@example.com').waitFor();
    await page.keyboard.press('Enter');
    await row('kay@example.com').waitFor();
    await focusOn('Invite Member');
    await leave();
  });

  it('are removed and their dialog left by the keyboard; the focus returns, or goes on to "Undo"', async () => {
    const actions = page.getByRole('button', { name: 'Actions for Ben Breda' });
    await actions.focus();
    for (const end of ['Escape', 'Enter']) {
      await page.keyboard.press('ArrowDown');
      await page.getByRole('menuitem', { name: 'Remove member' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: /to confirm/ }).waitFor();
      await page.keyboard.type('Ben Breda');
      await page.keyboard.press(end);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      if (end === 'Escape') await focusOn('Actions for Ben Breda');
    }
    await row('Ben Breda').waitFor({ state: 'detached' });
    await focusOn('Undo');
    await leave();
  });

  it('come back by the row of those who were removed', async () => {
    await page.getByRole('tab', { name: 'Removed' }).click();
    await page.waitForURL('**?tab=removed');
    await page.getByRole('button', { name: 'Reinstate Ben Breda' }).click();
    await page.getByText('No removed members.').waitFor();
    await page.getByRole('tab', { name: 'Members' }).click();
    await row('Ben Breda').waitFor();
    await leave();
  });

  it('keep the role that they have where the service refuses another, and it says why', async () => {
    const adam = await team.owner.get(`${team.path}/members?q=Adam`);
    const { id } = adam.body.data[0] as { id: string };
    const [asking, reading] = [deferred(), deferred()];
    await page.route(`**/members/${id}`, async (route) => {
      await asking.opened;
      await route.continue();
    });
    await page.route('**/members?*', async (route) => {
      await reading.opened;
      await route.continue();
    });
    await chooseRole(page, 'Adam Admin', 'Viewer');
    expect(await roleOf(page, 'Adam Admin').textContent()).toBe('Viewer');
    // Meanwhile, in another window, he becomes the owner, whose role is fixed.
    expect((await team.owner.post(`${team.path}/ownership-transfer`, { membershipId: id })).status).toBe(200);
    asking.open();
    await page.getByText('Adam Admin is still Admin.').waitFor();
    await page
      .getByText(/ownership/i)
      .first()
      .waitFor();
    expect(await roleOf(page, 'Adam Admin').textContent()).toBe('Admin');
    reading.open();
    await row('Adam Admin').getByText('Owner').waitFor();
    await leave();
  });

  it('ask before one changes the own role, and the focus returns to it', async () => {
    // The ownership has gone to someone else by now: she is an admin.
    const own = roleOf(page, 'Tina Team');
    await own.click();
    await page.getByRole('menuitemradio', { name: 'Viewer' }).click();
    await page.getByRole('alertdialog', { name: 'Change your own role' }).waitFor();
    await escapeFromDialog(page);
    await focusOn('Role of Tina Team: Admin');
    expect(await own.textContent()).toBe('Admin');
    await leave();
  });
});
