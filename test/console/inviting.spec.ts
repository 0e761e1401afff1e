import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait.js';
import type { World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, type BrowserSession } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let acme: Awaited<ReturnType<World['organization']>>;
let session: BrowserSession;
let page: Page;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
});
afterAll(() => fixture.close());

async function open(plan: 'starter' | 'pro' | 'enterprise'): Promise<void> {
  acme = await world.organization(plan, await world.person('Olga Owner'));
  session = await fixture.openSession(acme.owner);
  ({ page } = session);
  await session.go(`/o/${acme.id}/settings/members`);
  await page.getByRole('button', { name: 'Invite Member' }).click();
  await dialog().getByRole('radiogroup', { name: 'Role' }).waitFor();
}
afterEach(() => session.close());

const dialog = () => page.getByRole('dialog', { name: 'Invite Member' });
const field = () => dialog().getByRole('textbox', { name: 'Email address' });
const send = () => dialog().getByRole('button', { name: 'Send Invitation' });
const addresses = () =>
  dialog().getByRole('list', { name: 'Addresses to invite' }).locator('.chip__address').allTextContents();
const paste = (text: string) =>
  field().evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
const openInvitations = async () => {
  const { body } = await acme.owner.get(`${acme.path}/invitations?status=pending`);
  const data = body.data as { email: string; role: string; message: string | null }[];
  return data.map(({ email, role, message }) => [email, role, message]).sort();
};

it('checks each address while typing, and those who need no invitation take no seat', async () => {
  await open('starter');
  await world.member(acme, 'member', await world.person('Mia Member', 'mia@example.com'));
  await page.reload();
  await page.getByRole('button', { name: 'Invite Member' }).click();
  await field().fill('MIA@example.com, grace@gmial.com ');
  await dialog().getByText('MIA@example.com is already a member.').waitFor();
  await dialog().getByRole('button', { name: 'Did you mean gmail.com?' }).click();
  expect(await addresses()).toEqual(['MIA@example.com', 'grace@gmail.com']);
  // One seat is left: the member is not counted, and disables nothing.
  expect(await send().isEnabled()).toBe(true);
  expect(await accessibilityViolations(page)).toEqual([]);
  await send().click();
  await page.getByText('Sending 1 invitation.').waitFor();
  expect(await addresses()).toEqual(['MIA@example.com']);
  expect(await openInvitations()).toEqual([['grace@gmail.com', 'member', null]]);
  await field().fill('Grace@gmail.com ');
  await dialog().getByText('Grace@gmail.com already has a pending invitation.').waitFor();
  expect(await send().isDisabled()).toBe(true);
});

it('says why nothing can be sent, and removes the addresses that cannot be invited', async () => {
  await open('pro');
  await page.setViewportSize({ width: 1280, height: 720 });
  await dialog().getByText('Enter an email address.').waitFor();
  const buttons = dialog()
    .getByRole('button', { name: 'Cancel' })
    .or(dialog().getByRole('button', { name: 'Send Invitation' }));
  const tops = await buttons.evaluateAll((all) => all.map((button) => button.getBoundingClientRect().top));
  expect(tops).toEqual([tops[0], tops[0]]);
  await field().fill('one@@example.com, two, olga.owner@example.com, ann@example.com ');
  await dialog().getByText('Correct or remove the 2 invalid addresses.').waitFor();
  expect(await send().isDisabled()).toBe(true);
  await dialog().getByRole('button', { name: 'Remove the 2 that can’t be invited' }).click();
  await waitFor('the focus on the field', () => field().evaluate((input) => input === document.activeElement));
  expect(await addresses()).toEqual(['olga.owner@example.com', 'ann@example.com']);
  expect(await send().isEnabled()).toBe(true);
  // The dialog ends above the window's end, and a field that gets the focus above the buttons.
  const box = await dialog().boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 999)).toBeLessThan(720);
  const message = dialog().getByRole('textbox', { name: 'Personal message (optional)' });
  await message.focus();
  await waitFor('the whole message', () =>
    message.evaluate((element) => {
      const { left, bottom } = element.getBoundingClientRect();
      return document.elementFromPoint(left + 20, bottom - 2) === element;
    }),
  );
  await page.setViewportSize({ width: 1280, height: 900 });
});

it('gives each a role of their own, and sends the personal message', async () => {
  await open('pro');
  await field().fill('ann@example.com ben@example.com ');
  await dialog().getByRole('combobox', { name: 'Role of ben@example.com' }).selectOption('Viewer');
  await dialog().getByText('Manages members').click();
  expect(await dialog().getByRole('combobox', { name: 'Role of ann@example.com' }).inputValue()).toBe('admin');
  const message = dialog().getByRole('textbox', { name: 'Personal message (optional)' });
  await message.fill('Look at www.evil.example');
  await dialog().getByText('24 of 500 characters').waitFor();
  await send().click();
  await dialog().getByText('Leave out web addresses: “www.evil.example” looks like one').waitFor();
  await waitFor('the focus on the message', () => message.evaluate((field) => field === document.activeElement));
  expect(await addresses()).toEqual(['ann@example.com', 'ben@example.com']);
  await message.fill('x'.repeat(501));
  await dialog().getByText('Use at most 500 characters.').waitFor();
  expect(await send().isDisabled()).toBe(true);
  await message.fill('Welcome!\nOlga');
  await send().click();
  await dialog().waitFor({ state: 'detached' });
  expect(await openInvitations()).toEqual([
    ['ann@example.com', 'admin', 'Welcome!\nOlga'],
    ['ben@example.com', 'viewer', 'Welcome!\nOlga'],
  ]);
  expect((await world.mailTo('ann@example.com')).text).toContain('Olga Owner wrote:\n> Welcome!\n> Olga');
});

it('reads a list with roles, pasted or from a file, and keeps the lines that it cannot read', async () => {
  await open('pro');
  await paste('email,role,name\nann@example.com,admin,Ann\nben@example.com,boss,Ben\n');
  await dialog().getByText('Line 3: “boss” isn’t a role. Use admin, member or viewer.').waitFor();
  expect(await addresses()).toEqual(['ann@example.com']);
  const lines = dialog().getByRole('textbox', { name: 'Lines to correct' });
  expect(await lines.inputValue()).toBe('ben@example.com,boss,Ben');
  expect(await accessibilityViolations(page)).toEqual([]);
  await lines.fill('ben@example.com,viewer,Ben');
  await dialog().getByRole('button', { name: 'Add corrected lines' }).click();
  await lines.waitFor({ state: 'detached' });
  const buffer = Buffer.from('Role;E-mail\r\nmember;cy@example.com\r\n');
  await dialog()
    .getByLabel('CSV file with email, role and name')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
  await dialog().getByText('cy@example.com').waitFor();
  await send().click();
  await dialog().waitFor({ state: 'detached' });
  expect((await openInvitations()).map(([email, role]) => [email, role])).toEqual([
    ['ann@example.com', 'admin'],
    ['ben@example.com', 'viewer'],
    ['cy@example.com', 'member'],
  ]);
});

it('upgrades the plan above the dialog, which loses nothing', async () => {
  await open('starter');
  await field().fill('a@example.com b@example.com c@example.com ');
  await dialog().getByRole('textbox', { name: 'Personal message (optional)' }).fill('Hello');
  await dialog().getByText('You have 2 seats left and entered 3 addresses.').waitFor();
  expect(await send().isDisabled()).toBe(true);
  await dialog().getByRole('button', { name: 'Upgrade plan' }).click();
  await page.getByRole('dialog', { name: 'Upgrade plan' }).getByRole('button', { name: 'Upgrade to Pro' }).click();
  await dialog().getByText('9 of 10 seats left on Pro').waitFor();
  expect(await openInvitations()).toEqual([]);
  expect(await addresses()).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
  await send().click();
  await dialog().waitFor({ state: 'detached' });
  expect((await openInvitations()).map(([email, , message]) => [email, message])).toEqual([
    ['a@example.com', 'Hello'],
    ['b@example.com', 'Hello'],
    ['c@example.com', 'Hello'],
  ]);
});

it('changes the role of a pending invitation in its row', async () => {
  await open('pro');
  await field().fill('ann@example.com ');
  await send().click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Actions for ann@example.com' }).click();
  await page.getByRole('menuitem', { name: 'Change role' }).click();
  const change = page.getByRole('dialog', { name: 'Change role' });
  expect(await change.getByRole('button', { name: 'Change role' }).isDisabled()).toBe(true);
  await change.getByText('Can view records').click();
  await change.getByRole('button', { name: 'Change role' }).click();
  await page.getByText('ann@example.com is now invited as Viewer.').waitFor();
  await waitFor('the new role', async () => (await openInvitations())[0]?.[1] === 'viewer');
  const token = await world.tokenFor('ann@example.com');
  await session.go(`/invitations/${token}`);
  await page.getByText('invited you to join as Viewer').waitFor();
  // The time has a zone.
  await page.getByText(/\d:\d\d [AP]M [A-Z]{3}/).waitFor();
});

it('sends more than 100 in batches, and keeps those of a batch that failed', async () => {
  await open('enterprise');
  await paste(Array.from({ length: 230 }, (_one, index) => `person${index}@example.com`).join(' '));
  let calls = 0;
  await page.route('**/invitations/bulk', (route) => {
    calls += 1;
    return calls === 2 ? route.abort('connectionfailed') : route.continue();
  });
  await send().click();
  await dialog().getByText('100 of 230 were processed.').waitFor();
  await page.getByText('Sending 100 invitations.').waitFor();
  await dialog().getByText('The other 130 are still listed above').waitFor();
  expect((await addresses()).slice(0, 1)).toEqual(['person100@example.com']);
  expect(await addresses()).toHaveLength(130);
  expect(session.complaints.splice(0)).toEqual([expect.stringContaining('ERR_CONNECTION_FAILED'), expect.any(String)]);

  // The rest, with the progress in between.
  let goOn = (): void => undefined;
  await page.unrouteAll();
  await page.route('**/invitations/bulk', async (route) => {
    if (route.request().postDataJSON().invitations.length < 100) await new Promise<void>((resolve) => (goOn = resolve));
    await route.continue();
  });
  await send().click();
  await dialog().getByRole('progressbar', { name: 'Sending invitations' }).getByText('100 of 130').waitFor();
  await waitFor('the last batch', () => {
    goOn();
    return true;
  });
  await page.getByText('Sending 130 invitations.').waitFor();
  await dialog().waitFor({ state: 'detached' });
  const seats = await acme.owner.get(`${acme.path}/seats`);
  expect(seats.body).toMatchObject({ used: 231, pending: 230 });
});
