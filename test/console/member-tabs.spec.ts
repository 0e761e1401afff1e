import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait.js';
import type { World } from '../support/world.js';
import { accessibilityViolations, CONTRAST, type BrowserSession } from './support/browser-session.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { overflowingElements } from './support/console-state.js';
import { roleOf } from './support/roles.js';

let fixture: ConsoleFixture;
let world: World;
let team: Awaited<ReturnType<World['organization']>>;
let session: BrowserSession;
let page: Page;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  team = await world.organization('enterprise', await world.person('Tina Team'));
  for (const name of ['Ben Breda', 'Cleo Cole', 'Dana Dow', 'Emil Eck', '=Formula'])
    await world.member(team, 'member', await world.person(name));
  const former = await world.member(team, 'member', await world.person('Gina Grant'));
  await team.owner.delete(`${team.path}/members/${former.membershipId}`);
  for (const name of ['ann', 'zoe']) await invite(`${name}@late.example`);
  await world.database.admin.query(
    `update invitation set expires_at = now() - interval '1 hour', last_sent_at = now() - interval '8 days'
     where email like '%@late.example'`,
  );
  for (const name of ['ivy', 'jon']) await invite(`${name}@new.example`);
});
afterAll(() => fixture.close());
afterEach(() => session.close());

const invite = (email: string) => team.owner.post(`${team.path}/invitations`, { email, role: 'viewer' });

async function open(query = '', who = team.owner): Promise<void> {
  session = await fixture.openSession(who);
  ({ page } = session);
  await session.go(`/o/${team.id}/settings/members${query}`);
  await page.getByRole('tab', { name: 'Members', exact: true }).waitFor();
}

const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const tab = (name: string) => page.getByRole('tab', { name, exact: true });
/** The first line of each row's head: names or addresses in their order. */
const names = () => page.locator('tbody th .strong').allTextContents();
const inOrder = (expected: string[]) =>
  waitFor(`the order ${expected.join()}`, async () => (await names()).join() === expected.join());

describe('the tabs of the members page', () => {
  it('have their numbers, are in the address, and are undone by the back button', async () => {
    await open();
    await row('Ben Breda').waitFor();
    for (const [name, number] of [
      ['Members', '6'],
      ['Invitations', '4'],
      ['Removed', '1'],
    ] as const) {
      await page.getByRole('tab', { name, exact: true, description: number }).waitFor();
    }
    await page.getByText('6 members, 2 invitations open, 2 expired').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'ivy@new.example' }).count()).toBe(0);
    await tab('Members').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL('**?tab=invitations');
    await row('ivy@new.example').getByText('Invited', { exact: true }).waitFor();
    await tab('Removed').click();
    await page.waitForURL('**?tab=removed');
    await page.getByText('1 removed member', { exact: true }).waitFor();
    await page.getByText('1 removed member shown', { exact: true }).waitFor();
    await row('Gina Grant').getByRole('button', { name: 'Reinstate Gina Grant' }).waitFor();
    await page.goBack();
    await page.getByText('2 invitations open, 2 expired', { exact: true }).waitFor();
    await row('ann@late.example').getByText('Expired', { exact: true }).first().waitFor();
    await page.goBack();
    await row('Cleo Cole').waitFor();
  });

  it('are sorted each on its own, and come back as they were', async () => {
    await open('?tab=invitations');
    await page.getByRole('button', { name: 'Email' }).click();
    await page.waitForURL('**?tab=invitations&sort=email');
    await inOrder(['ann@late.example', 'ivy@new.example', 'jon@new.example', 'zoe@late.example']);
    await page.getByRole('combobox', { name: 'Filter by status' }).selectOption('Expired');
    await inOrder(['ann@late.example', 'zoe@late.example']);
    await tab('Members').click();
    await inOrder(['=Formula', 'Ben Breda', 'Cleo Cole', 'Dana Dow', 'Emil Eck', 'Tina Team']);
    await page.getByRole('button', { name: 'Role', exact: true }).click();
    await page.waitForURL('**?sort=role');
    await waitFor('the owner first', async () => (await names())[0] === 'Tina Team');
    await tab('Invitations').click();
    await page.waitForURL('**sort=email*');
    await inOrder(['ann@late.example', 'zoe@late.example']);
    // So is the page itself, by the sidebar.
    await page.getByRole('link', { name: 'Roles' }).click();
    await page.getByRole('heading', { name: 'Roles', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Members', exact: true }).click();
    await inOrder(['ann@late.example', 'zoe@late.example']);
    await page.getByRole('combobox', { name: 'Filter by status' }).selectOption('Invited, expired');
    await row('ivy@new.example').waitFor();
  });

  it('show the invitations after some were sent, though others were refused', async () => {
    await open();
    await page.getByRole('button', { name: 'Invite Member' }).click();
    await page.getByRole('textbox', { name: 'Email address' }).fill('kay@new.example, ivy@new.example ');
    await page.getByRole('button', { name: 'Send Invitation' }).click();
    await page.getByText('Sending 1 invitation.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.waitForURL('**?tab=invitations');
    await row('kay@new.example').getByText('Invited', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Invitations', exact: true, description: '5' }).waitFor();
  });

  it('leave out the invitations for those who may not see them', async () => {
    const viewer = await world.member(team, 'viewer', await world.person('Vera Viewer'));
    await open('?tab=invitations', viewer);
    await row('Ben Breda').waitFor();
    expect(await page.getByRole('tab').count()).toBe(2);
    expect(await page.getByRole('main').getByRole('checkbox').count()).toBe(0);
    await page.getByText('7 members', { exact: true }).waitFor();
    await team.owner.delete(`${team.path}/members/${viewer.membershipId}`);
  });

  it('say who was not active for 30 days', async () => {
    await world.database.admin.query(
      `update membership m set last_active_at = now() - interval '40 days', joined_at = now() - interval '90 days'
       from user_account u where u.user_id = m.user_id and u.name = 'Emil Eck' and m.organization_id = $1`,
      [team.id],
    );
    await open();
    await page.getByRole('combobox', { name: 'Filter by activity' }).selectOption('Not active for 30 days');
    await page.waitForURL('**?inactive=true');
    await inOrder(['Emil Eck']);
    await page.getByText('1 member found').waitFor();
    await page.getByText('1 of 6 members', { exact: true }).waitFor();
    await page.getByRole('searchbox', { name: 'Search members' }).fill('no one');
    await page.getByText('No members match', { exact: true }).waitFor();
  });

  it('keep a long address on one line, and show all of it when it is pressed', async () => {
    const long = `${'very-'.repeat(9)}long-name@long.example`;
    const { body } = await invite(long);
    await open('?tab=invitations');
    const address = page.getByRole('button', { name: long, exact: true });
    const heightOf = async (name: string) => (await row(name).boundingBox())?.height ?? 0;
    await address.waitFor();
    const height = await heightOf('ivy@new.example');
    expect(Math.abs((await heightOf(long)) - height)).toBeLessThan(2);
    expect(await accessibilityViolations(page)).toEqual([]);
    await address.press('Enter');
    expect(await address.getAttribute('aria-expanded')).toBe('true');
    expect(await address.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
    expect(await heightOf(long)).toBeGreaterThan(height + 10);
    // Short ones are not stops of the Tab key.
    expect(await row('ivy@new.example').getByRole('button').count()).toBe(1);
    await team.owner.delete(`${team.path}/invitations/${(body as { id: string }).id}`);
  });

  it('fold the filters on a phone, and count those that are set', async () => {
    await open();
    await page.setViewportSize({ width: 390, height: 844 });
    const role = page.getByRole('combobox', { name: 'Filter by role' });
    await page.getByRole('button', { name: 'Filters', exact: true }).waitFor();
    expect(await role.count()).toBe(0);
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await role.selectOption('Member');
    await page.getByRole('button', { name: 'Filters (1)' }).waitFor();
    await page.getByText('5 of 6 members', { exact: true }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Filters (1)' }).click();
    await role.waitFor({ state: 'detached' });
    // The menu of a role is inside the window, with its note.
    await roleOf(page, 'Cleo Cole').click();
    const menu = page.getByRole('dialog', { name: 'Role of Cleo Cole' });
    const box = await menu.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 768, height: 844 });
    const tops = await row('Cleo Cole')
      .locator('td[data-label]')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().top));
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(10);
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});

const undo = () => page.getByRole('button', { name: 'Undo' }).click();

async function membershipOf(name: string): Promise<string> {
  const { body } = await team.owner.get(`${team.path}/members?q=${encodeURIComponent(name)}`);
  return (body.data as { id: string }[])[0]?.id ?? '';
}

const check = (name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true });

describe('what is selected', () => {
  it('is a range by the Shift key, or everything that can be changed, and Escape leaves the dialog without a change', async () => {
    await open();
    await check('Ben Breda').click();
    await check('Dana Dow').click({ modifiers: ['Shift'] });
    await page.getByText('3 selected', { exact: true }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 720 });
    expect(await overflowingElements(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('checkbox', { name: 'Select all 5 shown' }).press('Space');
    await page.getByText('5 selected', { exact: true }).waitFor();
    // The owner's role is fixed.
    expect(await check('Tina Team').count()).toBe(0);
    const change = page.getByRole('button', { name: 'Change role' });
    await change.press('Enter');
    await page.getByRole('dialog', { name: 'Change the role of 5 members' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await change.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Clear selection' }).click();
    await page.getByText('6 members, 3 invitations open, 2 expired').waitFor();
  });

  it('gets another role, one after the other; what was refused is said with its reason', async () => {
    await open();
    await check('Cleo Cole').click();
    await check('Dana Dow').click();
    await page.getByRole('button', { name: 'Change role' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('list', { name: 'Selected' }).getByText('Dana Dow (Member)').waitFor();
    await dialog.getByText('Viewer', { exact: true }).click();
    expect(await accessibilityViolations(page)).toEqual([]);
    // Meanwhile, in another window, Dana is removed.
    const path = `${team.path}/members/${await membershipOf('Dana Dow')}`;
    await team.owner.delete(path);
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await dialog.getByText('1 of 2 done. 1 failed:').waitFor();
    await dialog
      .getByRole('list', { name: 'Failed' })
      .getByText(/^Dana Dow.*removed/)
      .waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await roleOf(page, 'Cleo Cole').filter({ hasText: 'Viewer' }).waitFor();
    // Only what was changed is undone.
    await undo();
    await page.getByText('1 member has the earlier role again.').waitFor();
    await roleOf(page, 'Cleo Cole').filter({ hasText: 'Member' }).waitFor();
    await team.owner.post(`${path}/reinstate`);
  });

  it('gets the earlier roles again by "Undo", and whose role could not be changed back is named', async () => {
    const ben = await membershipOf('Ben Breda');
    await team.owner.patch(`${team.path}/members/${ben}`, { role: 'viewer' });
    await open();
    for (const name of ['Ben Breda', 'Dana Dow', 'Emil Eck']) await check(name).click();
    await page.getByRole('button', { name: 'Change role' }).click();
    await page.getByRole('dialog').getByText('Viewer', { exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
    await page.getByText('3 members now have the role Viewer.').waitFor();
    const emil = `${team.path}/members/${await membershipOf('Emil Eck')}`;
    await team.owner.delete(emil);
    // Ben had that role before.
    await undo();
    await page.getByText('1 member has the earlier role again.').waitFor();
    await page.getByText('Couldn’t undo the change of 1 role:').waitFor();
    await page
      .getByRole('list', { name: 'Failed' })
      .getByText(/^Emil Eck: .*removed/)
      .waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await roleOf(page, 'Dana Dow').filter({ hasText: 'Member' }).waitFor();
    await roleOf(page, 'Ben Breda').filter({ hasText: 'Viewer' }).waitFor();
    await team.owner.post(`${emil}/reinstate`);
    await team.owner.patch(`${team.path}/members/${ben}`, { role: 'member' });
  });

  it('is removed with one decision about all records, and one name to type', async () => {
    const [newOwner, ...leavers] = ['Nora New', 'Lea One', 'Leo Two'];
    for (const name of leavers) {
      const leaver = await world.member(team, 'member', await world.person(name));
      await leaver.post(`${team.path}/leads`, { name: `Lead of ${name}` });
    }
    const { membershipId } = await world.member(team, 'member', await world.person(newOwner));
    await open('?q=Le');
    for (const name of leavers) await check(name).click();
    await page.getByRole('button', { name: 'Remove members' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove 2 members' });
    for (const name of leavers) await dialog.getByRole('listitem').filter({ hasText: name }).waitFor();
    await dialog.getByText('What should happen to their 2 records?').waitFor();
    await dialog.locator('input[type="radio"][value="leave"]:focus').waitFor();
    await dialog.getByText('Reassign to one person').click();
    await dialog.getByRole('combobox', { name: 'New owner' }).fill('Nora');
    await page.getByRole('option', { name: /Nora New/ }).click();
    expect(await accessibilityViolations(page)).toEqual([]);
    const confirm = dialog.getByRole('button', { name: 'Remove members' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Type “2 members” to confirm' }).fill('2 members');
    await confirm.click();
    await dialog.waitFor({ state: 'detached' });
    for (const name of leavers) await page.getByText(`${name} was removed.`).waitFor();
    await waitFor('the records at their new owner', async () => {
      const { body } = await team.owner.get(`${team.path}/leads?ownerId=${membershipId}`);
      return (body.data as unknown[]).length === 2;
    });
    await row('Leo Two').waitFor({ state: 'detached' });
  });

  it('is resent or revoked where it is invitations, and all that have expired are resent at once', async () => {
    await open('?tab=invitations');
    await page.getByRole('button', { name: 'Resend all expired' }).click();
    const resend = page.getByRole('dialog', { name: 'Resend 2 invitations' });
    await resend.getByRole('button', { name: 'Resend invitations' }).click();
    await page.getByText('Sending 2 invitations again.').waitFor();
    await row('ann@late.example').getByText('Invited', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Resend all expired' }).waitFor({ state: 'detached' });
    for (const name of ['ann', 'zoe']) await check(`${name}@late.example`).click();
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    const revoke = page.getByRole('dialog', { name: 'Revoke 2 invitations' });
    await revoke.getByRole('button', { name: 'Revoke invitations' }).click();
    await page.getByText('2 invitations revoked.').waitFor();
    await row('zoe@late.example').waitFor({ state: 'detached' });
    // Meanwhile, in another window, Zoe is invited.
    await invite('zoe@late.example');
    await undo();
    await page.getByText('Invited again: ann@late.example. A new email with a new link is on its way.').waitFor();
    await page.getByText('Couldn’t invite 1 person again:').waitFor();
    await page
      .getByRole('list', { name: 'Failed' })
      .getByText(/^zoe@late\.example: .*pending invitation/)
      .waitFor();
    await row('ann@late.example').getByText('Invited', { exact: true }).waitFor();
    await row('ann@late.example').getByText('Viewer', { exact: true }).waitFor();
  });

  it('is a single invitation that is revoked, and sent again with its role and message by "Undo"', async () => {
    const invited = { email: 'kim@new.example', role: 'admin', message: 'Welcome, Kim!' };
    await team.owner.post(`${team.path}/invitations`, invited);
    await open('?tab=invitations');
    await page.getByRole('button', { name: 'Actions for kim@new.example' }).click();
    await page.getByRole('menuitem', { name: 'Revoke invitation' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke invitation' }).click();
    await page.getByText('Invitation to kim@new.example revoked.').waitFor();
    await undo();
    await page.getByText('Invited again: kim@new.example.').waitFor();
    await row('kim@new.example').waitFor();
    const { body } = await team.owner.get(`${team.path}/invitations?status=pending`);
    expect(body.data).toContainEqual(expect.objectContaining(invited));
  });
});

describe('the list as a file', () => {
  it('has what the filters match, and no formulas', async () => {
    await open('?q=Formula');
    await inOrder(['=Formula']);
    expect(await page.locator('tbody mark').allTextContents()).toContain('Formula');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('members.csv');
    const [head, first, ...others] = (await readFile(await file.path(), 'utf8')).split('\r\n');
    expect(head).toBe('\uFEFFName,Email,Role,Status,Last active,Joined,Removed');
    expect(first).toMatch(/^'=Formula,[^,]+@[^,]+,Member,Active,[^,]*,\d{4}-[^,]*,$/);
    expect(others).toEqual(['']);
  });
});
