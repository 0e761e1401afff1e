import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait.js';
import type { World } from '../support/world.js';
import { chooseRole, roleOf } from './support/roles.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, type BrowserSession } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let team: Awaited<ReturnType<World['organization']>>;
let session: BrowserSession;
let page: Page;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  team = await world.organization('enterprise', await world.person('Tina Team'));
  for (const name of ['Ben Breda', 'Cleo Cole', 'Dana Dow']) {
    await world.member(team, 'member', await world.person(name));
  }
  await team.owner.post(`${team.path}/invitations`, { email: 'ivy@example.com', role: 'member' });
});
afterAll(() => fixture.close());
beforeEach(async () => {
  // The clock is that of the whole context.
  session = await fixture.openSession(team.owner, {});
  ({ page } = session);
  await page.clock.install();
  await session.go(`/o/${team.id}/settings/members`);
  await row('Cleo Cole').waitFor();
});
afterEach(() => session.close());

const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const membershipOf = async (name: string) => {
  const { body } = await team.owner.get(`${team.path}/members?q=${encodeURIComponent(name)}`);
  return (body.data as { id: string }[])[0]?.id ?? '';
};

describe('a refusal', () => {
  const toast = () => page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Close' }) });
  const RESEND = '**/invitations/*/resend';
  async function resend(): Promise<void> {
    await page.getByRole('button', { name: 'Actions for ivy@example.com' }).click();
    await page.getByRole('menuitem', { name: 'Resend invitation' }).click();
  }
  beforeEach(() => page.getByRole('tab', { name: 'Invitations' }).click());
  /** The service allows one a minute; here it is set to allow more. */
  async function resendTooSoon(): Promise<void> {
    const problem = {
      type: '/problems/resend-too-soon',
      title: 'Sent a moment ago',
      status: 429,
      code: 'resend-too-soon',
    };
    await page.route(RESEND, (route) =>
      route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        body: JSON.stringify({ ...problem, detail: 'Wait a minute before you send it again.', requestId: 'r' }),
      }),
    );
    await resend();
    await toast().getByText('Wait a minute').waitFor();
    await page.unroute(RESEND);
  }

  it('stays until the same action succeeds', async () => {
    await resendTooSoon();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.clock.fastForward(60_000);
    expect(await toast().isVisible()).toBe(true);
    await resend();
    await page.getByText('Invitation resent to ivy@example.com.').waitFor();
    await toast().waitFor({ state: 'detached' });
  });

  it('leaves with the page that it was about, and not with a filter', async () => {
    await resendTooSoon();
    await page.getByRole('combobox', { name: 'Filter by status' }).selectOption('Invited');
    await page.waitForURL('**?tab=invitations&status=invited');
    expect(await toast().isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Roles' }).click();
    await page.getByRole('heading', { name: 'Roles', exact: true }).waitFor();
    await toast().waitFor({ state: 'detached' });
  });
});

describe('a change that is shown with "Undo"', () => {
  const roleChanged = () => page.getByText('Dana Dow is now Viewer', { exact: true });

  it('is not a dialog, and leaves by itself, but not while it is pointed at or has the focus', async () => {
    await chooseRole(page, 'Dana Dow', 'Viewer');
    await roleChanged().waitFor();
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    const stops = page.getByRole('region', { name: 'Notifications' }).locator('button, a, input, [tabindex]');
    expect(await stops.allTextContents()).toEqual(['Undo']);
    expect(await accessibilityViolations(page)).toEqual([]);
    await roleChanged().hover();
    await page.clock.fastForward(60_000);
    expect(await roleChanged().isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).focus();
    await page.mouse.move(5, 5);
    await page.clock.fastForward(60_000);
    expect(await roleChanged().isVisible()).toBe(true);
    await roleOf(page, 'Dana Dow').focus();
    await page.clock.fastForward(60_000);
    await roleChanged().waitFor({ state: 'detached' });
    await team.owner.patch(`${team.path}/members/${await membershipOf('Dana Dow')}`, { role: 'member' });
  });

  it.each([1280, 390])('does not lie on a dialog that is opened at %d px', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await chooseRole(page, 'Dana Dow', 'Viewer');
    await roleChanged().waitFor();
    await page.getByRole('button', { name: 'Invite Member' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite Member' });
    await dialog.getByRole('radiogroup', { name: 'Role' }).waitFor();
    const toast = page.getByRole('region', { name: 'Notifications' });
    await waitFor('the toast beside the dialog', async () => {
      const [one, other] = await Promise.all([toast.boundingBox(), dialog.boundingBox()]);
      if (!one || !other) return false;
      return one.x >= other.x + other.width || one.y >= other.y + other.height;
    });
    // The place of the scrollbar is as dark as the page.
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await ground();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await ground()).not.toBe(dark);
    await page.setViewportSize({ width: 1280, height: 900 });
    await team.owner.patch(`${team.path}/members/${await membershipOf('Dana Dow')}`, { role: 'member' });
  });

  it.each(['Enter', 'click'])('gives the focus back to the control that made it, after "Undo" by %s', async (how) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await chooseRole(page, 'Dana Dow', 'Viewer');
    await roleChanged().waitFor();
    await page.getByRole('button', { name: 'Actions for Ben Breda' }).focus();
    const undo = page.getByRole('button', { name: 'Undo' });
    if (how === 'Enter') await undo.press('Enter');
    else await undo.click();
    await page.getByText('Dana Dow is now Member', { exact: true }).waitFor();
    await page.waitForFunction(() => document.activeElement?.ariaLabel === 'Role of Dana Dow: Member');
    await waitFor('the role', async () => {
      const { body } = await team.owner.get(`${team.path}/members?q=Dana`);
      return (body.data as { role: string }[])[0]?.role === 'member';
    });
  });
});

describe('a removal', () => {
  it('says what "Undo" brings back, and lists no reassignment of nothing', async () => {
    await page.getByRole('button', { name: 'Actions for Ben Breda' }).click();
    await page.getByRole('menuitem', { name: 'Remove member' }).click();
    await page.getByRole('textbox', { name: /to confirm/ }).fill('ben  BREDA');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove member' }).click();
    await page
      .getByText(
        'Ben Breda was removed. You can reinstate them within 7 days. Their chats and records return, except ' +
          'records that someone has reassigned since. API keys and invitations are not restored.',
      )
      .waitFor();
    await page.clock.resume();
    const { path, owner } = team;
    await waitFor('the reassignment', async () => {
      const { body } = await owner.get(`${path}/reassignments`);
      return (body.data as { status: string }[])[0]?.status === 'completed';
    });
    await page.getByRole('link', { name: 'Data ownership' }).click();
    await page.getByText('No reassignments yet.').waitFor();
  });
});

describe('invitations of which some are refused', () => {
  it('keep only those, each with its reason, and are not offered to be sent again as they are', async () => {
    await page.getByRole('button', { name: 'Invite Member' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite Member' });
    const field = dialog.getByRole('textbox', { name: 'Email address' });
    const { body } = await team.owner.get(`${team.path}/members?q=Cleo`);
    const { email } = (body.data as { email: string }[])[0] ?? { email: '' };
    await field.fill(`new@example.com, IVY@example.com ${email} `);
    await dialog.getByRole('button', { name: 'Send Invitation' }).click();
    await page.getByText('Sending 1 invitation.').waitFor();
    const chips = dialog.getByRole('list', { name: 'Addresses to invite' }).locator('.chip__address');
    expect(await chips.allTextContents()).toEqual(['IVY@example.com', email]);
    await dialog.getByText(/IVY@example\.com.*invit/i).waitFor();
    await dialog.getByText(new RegExp(`${email}.*member`)).waitFor();
    const send = dialog.getByRole('button', { name: 'Send Invitation' });
    expect(await send.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Remove IVY@example.com' }).click();
    await dialog.getByRole('button', { name: `Remove ${email}` }).click();
    await field.fill('another@example.com ');
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    await row('another@example.com').waitFor();
  });
});
