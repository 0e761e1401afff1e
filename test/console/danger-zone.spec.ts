import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations } from './support/browser-session.js';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
});
afterAll(() => fixture.close());

it('transfers the ownership to an admin, shows the identifiers, and then offers to leave', async () => {
  const { world } = fixture;
  const acme = await world.organization('pro', await world.person('Olga Owner'));
  const settings = `/o/${acme.id}/settings/organization`;
  const session = await fixture.openSession(acme.owner);
  const { page } = session;
  await session.go(settings);
  const zone = page.getByRole('region', { name: 'Danger zone' });
  await zone.getByText('Make a member an admin first.').waitFor();
  const { body } = await acme.owner.get(acme.path);
  const identifiers = page.getByRole('region', { name: 'Identifiers' });
  await identifiers.getByText(acme.id, { exact: true }).waitFor();
  await identifiers.getByText(body.slug as string, { exact: true }).waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await identifiers.getByRole('button', { name: 'Copy Organization ID' }).click();
  await identifiers.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(acme.id);

  const admin = await world.member(acme, 'admin', await world.person('Adam Admin'));
  await page.reload();
  await zone.getByRole('combobox', { name: 'New owner' }).selectOption(admin.membershipId);
  expect(await accessibilityViolations(page)).toEqual([]);
  await zone.getByRole('button', { name: 'Transfer ownership' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Transfer ownership' });
  await dialog.getByRole('textbox').fill('Adam Admin');
  await dialog.getByRole('button', { name: 'Transfer ownership' }).click();
  await zone.getByRole('button', { name: 'Leave organization' }).waitFor();
  expect((await admin.get(acme.path)).body.role).toBe('owner');

  await zone.getByRole('button', { name: 'Leave organization' }).click();
  const leaving = page.getByRole('alertdialog');
  await leaving.getByRole('textbox').fill('Acme Sales');
  await leaving.getByRole('button', { name: 'Leave organization' }).click();
  await page.waitForURL('**/welcome');
  expect((await acme.owner.get(acme.path)).status).toBe(404);
  await session.close();
});

it('keeps the page at a switch without its filters, which each page has again when one comes back to it', async () => {
  const { world } = fixture;
  const owner = await world.person('Nora Nomad');
  const [first, second] = [await world.organization('pro', owner), await world.organization('pro', owner)];
  await owner.patch(second.path, { name: 'Second Agency' });
  await owner.post(`${first.path}/leads`, { name: 'Wayne Enterprises' });
  const session = await fixture.openSession(owner);
  const { page } = session;
  await session.go(`/o/${first.id}/settings/audit-log`);
  await page.getByRole('combobox', { name: 'Group' }).selectOption('billing');
  await page.waitForURL('**/audit-log?group=billing');
  await page.getByRole('link', { name: 'Analytics' }).click();
  await page.getByRole('tab', { name: 'Team' }).click();
  await page.waitForURL('**/analytics?tab=team');
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.waitForURL('**/audit-log?group=billing');
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await page.waitForURL('**/audit-log');
  await page.getByRole('link', { name: 'Analytics' }).click();
  await page.waitForURL('**/analytics?tab=team');
  for (const [link, filter, value, url] of [
    ['Data ownership', 'Filter by owner', 'active', '**/data-ownership?owners=active'],
    ['API keys', 'Status', 'expired', '**/api-keys?status=expired'],
    ['Billing', 'Activity', 'grant', '**/billing?kind=grant'],
  ] as const) {
    await page.getByRole('link', { name: link, exact: true }).click();
    await page.getByRole('combobox', { name: filter }).selectOption(value);
    await page.waitForURL(url);
  }
  await page.getByRole('link', { name: 'Archived chats' }).click();
  await page.getByRole('searchbox', { name: 'Search archived chats' }).fill('offer');
  await page.waitForURL('**/archived-chats?q=offer');
  for (const [link, url] of [
    ['Data ownership', '**/data-ownership?owners=active'],
    ['Archived chats', '**/archived-chats?q=offer'],
    ['API keys', '**/api-keys?status=expired'],
    ['Billing', '**/billing?kind=grant'],
    ['Analytics', '**/analytics?tab=team'],
  ] as const) {
    await page.getByRole('link', { name: link, exact: true }).click();
    await page.waitForURL(url);
  }

  await page.getByRole('button', { name: 'Switch organization' }).click();
  await page.getByRole('menuitem', { name: /Second Agency/ }).click();
  await page.waitForURL(`**/o/${second.id}/analytics`);
  await page.getByRole('button', { name: 'Switch organization', description: /Second Agency/ }).waitFor();
  await session.close();
});
