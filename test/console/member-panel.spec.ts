import type { Page } from 'playwright-core';
import { createConversation } from '../assistant/support/chat.js';
import type { Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import type { World } from '../support/world.js';
import { accessibilityViolations, CONTRAST, type BrowserSession } from './support/browser-session.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { overflowingElements } from './support/console-state.js';

let fixture: ConsoleFixture;
let world: World;
let team: Awaited<ReturnType<World['organization']>>;
let cleo: Client & { readonly membershipId: string };
let vera: Client;
let session: BrowserSession;
let page: Page;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  team = await world.organization('enterprise', await world.person('Tina Team'));
  vera = await world.member(team, 'viewer', await world.person('Vera Viewer'));
  cleo = await world.member(team, 'member', await world.person('Cleo Cole'));
  await team.owner.patch(`${team.path}/members/${cleo.membershipId}`, { role: 'admin' });
  for (const name of ['One', 'Two']) await cleo.post(`${team.path}/leads`, { name });
  await cleo.post(`${team.path}/api-keys`, { name: 'Nightly export', role: 'member' });
});
afterAll(() => fixture.close());
afterEach(() => session.close());

async function open(query: string, who: Client = team.owner): Promise<void> {
  session = await fixture.openSession(who);
  ({ page } = session);
  await session.go(`/o/${team.id}/settings/members${query}`);
  await page.getByText('Tina Team').first().waitFor();
}
const panel = () => page.getByRole('dialog', { name: 'Cleo Cole' });
const factOf = (name: string) => panel().locator(`dt:text-is("${name}") + dd`);

describe("a member's panel", () => {
  it('opens by the name, has its address, and Escape returns the focus to the name', async () => {
    await open('');
    const name = page.getByRole('link', { name: 'Cleo Cole', exact: true });
    await name.press('Enter');
    await page.waitForURL(`**?person=${cleo.membershipId}`);
    await panel().getByText('Active', { exact: true }).waitFor();
    expect(await factOf('Leads').textContent()).toBe('2');
    expect(await factOf('Deals').textContent()).toBe('0');
    await panel().getByText('Nightly export').waitFor();
    await panel().getByRole('region', { name: 'History' }).getByText('from Member to Admin').waitFor();
    expect(await panel().getByRole('region', { name: 'History' }).getByRole('listitem').last().textContent()).toMatch(
      /^Cleo Cole joined/,
    );
    expect(await accessibilityViolations(page)).toEqual([]);
    // The place of the scrollbar is as dark as the page below the overlay.
    const [root, body] = await page.evaluate(() =>
      [document.documentElement, document.body].map((element) => getComputedStyle(element).backgroundColor),
    );
    expect(root).not.toBe(body);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 720 });
    expect(await overflowingElements(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    await waitFor('the focus on the name', () => name.evaluate((element) => element === document.activeElement));
    expect(new URL(page.url()).search).toBe('');
  });

  it('opens by its address, and shows what is changed in it', async () => {
    await open(`?person=${cleo.membershipId}`);
    await panel().getByText('Nightly export').waitFor();
    await panel().getByRole('button', { name: 'Role of Cleo Cole:' }).click();
    await page.getByRole('menuitemradio', { name: 'Member' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Change to Member' }).click();
    await panel().getByRole('button', { name: 'Role of Cleo Cole: Member' }).waitFor();
    await panel().getByText('from Admin to Member').waitFor();
    await panel().getByRole('button', { name: 'Actions for Cleo Cole' }).click();
    await page.getByRole('menuitem', { name: 'Remove member' }).click();
    await page.getByRole('textbox', { name: /to confirm/ }).waitFor();
    // The first choice, and not the last field.
    await page.locator('input[type="radio"][value="leave"]:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Remove Cleo Cole' }).waitFor({ state: 'detached' });
    // Only the dialog was closed.
    expect(await panel().isVisible()).toBe(true);
    await page.reload();
    await panel().getByRole('button', { name: 'Role of Cleo Cole: Member' }).waitFor();
    await panel().getByRole('button', { name: 'Close' }).click();
    await panel().waitFor({ state: 'detached' });
  });

  it('leads to the records of the member, and to all events about them', async () => {
    const person = `?person=${cleo.membershipId}`;
    await open(person);
    await panel().getByRole('link', { name: 'Data ownership' }).click();
    await page.waitForURL('**/settings/data-ownership?q=Cleo+Cole');
    await page.getByRole('rowheader', { name: 'Cleo Cole' }).waitFor();
    await session.go(`/o/${team.id}/settings/members${person}`);
    await panel().getByRole('link', { name: 'All events' }).click();
    await page.waitForURL(`**/settings/audit-log?target=${cleo.membershipId}`);
    await page.getByText('from Member to Admin').first().waitFor();
  });

  it('shows a viewer neither records, keys nor history', async () => {
    await open('', vera);
    await page.getByRole('link', { name: 'Cleo Cole', exact: true }).click();
    await panel().getByText('Last active').waitFor();
    await panel().getByText('Active', { exact: true }).waitFor();
    for (const name of ['Records', 'API keys', 'History'])
      expect(await panel().getByRole('heading', { name }).count()).toBe(0);
  });

  it('leads to the archived chats of a removed member, for those who may read them', async () => {
    const name = 'Rosa Read';
    const rosa = await world.member(team, 'member', await world.person(name));
    for (const title of ['Pipeline', 'Forecast']) await createConversation(rosa, team, title);
    await team.owner.delete(`${team.path}/members/${rosa.membershipId}`);
    await open(`?tab=removed&person=${rosa.membershipId}`);
    const removed = page.getByRole('dialog', { name });
    expect(await accessibilityViolations(page)).toEqual([]);
    await removed.getByRole('link', { name: '2 archived chats' }).click();
    await page.waitForURL('**/settings/archived-chats?q=Rosa+Read');
    await page.getByRole('rowheader', { name: 'Forecast' }).waitFor();
    await page.getByRole('rowheader', { name: 'Pipeline' }).waitFor();
  });

  it('says so where the member is not found', async () => {
    await open('?person=019ab970-1c00-7000-8000-000000000002');
    await page
      .getByRole('dialog', { name: 'Member' })
      .getByText('This person is not a member of the organization')
      .waitFor();
  });
});
