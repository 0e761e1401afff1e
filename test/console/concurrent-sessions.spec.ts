import type { Page } from 'playwright-core';
import type { Client } from '../support/client.js';
import type { World } from '../support/world.js';
import { traces } from './support/console-state.js';
import { chooseRole, roleOf } from './support/roles.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { openSessionInNewTab } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
});
afterAll(() => fixture.close());

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

async function switchTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.getByRole('searchbox', { name: 'Search organizations' }).fill(name);
  await page.getByRole('menuitem').filter({ hasText: name }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Switch organization', description: new RegExp(name) }).waitFor();
}

/** Two organizations of one person, each with someone in it whom the other must not know. */
async function twoAgencies(): Promise<{ owner: Client; first: string; second: string }> {
  const owner = await world.person('Nora Nomad');
  const [first, second] = [await world.organization('pro', owner), await world.organization('pro', owner)];
  await owner.patch(first.path, { name: 'First Agency' });
  await owner.patch(second.path, { name: 'Second Agency' });
  await world.member(first, 'member', await world.person('Fiona First'));
  await world.member(second, 'member', await world.person('Sven Second'));
  return { owner, first: first.id, second: second.id };
}

describe('two organizations', () => {
  it('leave no trace in each other after a switch: not on the page, in its memory, nor in its storage', async () => {
    const { owner, first, second } = await twoAgencies();
    const session = await fixture.openSession(owner);
    const { page } = session;
    await session.go(`/o/${first}/settings/members`);
    await row(page, 'Fiona First').waitFor();
    // More than one page of it, and a change whose answer is kept for a while.
    await chooseRole(page, 'Fiona First', 'Viewer');
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('region', { name: 'Audit log' }).getByText('Fiona First').first().waitFor();
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByText('No API keys yet').waitFor();
    await page.getByRole('button', { name: 'Create API key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('First key');
    await page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
    const key = await page.getByRole('textbox', { name: 'API key' }).inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    const before = await traces(page);
    for (const trace of ['Fiona First', 'First key', first]) expect(before).toContain(trace);

    await switchTo(page, 'Second Agency');
    // The same page, of the other organization.
    await page.getByText('No API keys yet').waitFor();
    await page.getByRole('link', { name: 'Members' }).click();
    await row(page, 'Sven Second').waitFor();
    // The list of one's own organizations is all that names the other one, where it is asked for.
    const { body } = await owner.get('/me');
    expect((body.organizations as { id: string }[]).map(({ id }) => id)).toContain(first);
    const after = await traces(page);
    for (const trace of ['Fiona First', 'First key', key]) expect(after).not.toContain(trace);
    expect(await page.content()).not.toContain(first);
    expect(after).toContain('Sven Second');

    await page.goBack();
    await page.getByText('No API keys yet').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    // Going back reads everything again: none of it was cached.
    await page.goBack();
    await page.getByRole('row').filter({ hasText: 'First key' }).waitFor();
    expect(asked.some((url) => url.includes(`${first}/api-keys`))).toBe(true);
    expect(asked.filter((url) => url.includes(second))).toEqual([]);
    await session.close();
  });

  it('stay apart in two tabs of one browser', async () => {
    const { owner, first, second } = await twoAgencies();
    const one = await fixture.openSession(owner);
    const other = await openSessionInNewTab(one, fixture.site, owner);
    await one.go(`/o/${first}/settings/members`);
    await other.go(`/o/${second}/settings/members`);
    await Promise.all([row(one.page, 'Fiona First').waitFor(), row(other.page, 'Sven Second').waitFor()]);
    // A change in the one, a reload of the other: each is still where its address says.
    await chooseRole(one.page, 'Fiona First', 'Viewer');
    await row(one.page, 'Fiona First').filter({ hasText: 'Viewer' }).waitFor();
    await one.page.reload();
    await row(one.page, 'Fiona First').waitFor();
    await switchTo(other.page, 'First Agency');
    await row(other.page, 'Fiona First').waitFor();
    await switchTo(other.page, 'Second Agency');
    await row(other.page, 'Sven Second').waitFor();
    expect(one.page.url()).toContain(first);
    expect(await traces(one.page)).not.toContain('Sven Second');
    expect(await traces(other.page)).not.toContain('Fiona First');
    await other.page.close();
    await one.close();
  });
});

describe('two people at once', () => {
  it('who is made less by the other is told so with the next click, and then sees what is left', async () => {
    const organization = await world.organization('pro', await world.person('Olga Owner'));
    const adam = await world.member(organization, 'admin', await world.person('Adam Admin'));
    const [owner, admin] = [await fixture.openSession(organization.owner), await fixture.openSession(adam)];
    await admin.go(`/o/${organization.id}/settings/api-keys`);
    await admin.page.getByRole('button', { name: 'Create API key' }).click();
    await admin.page.getByRole('textbox', { name: 'Name' }).fill('Too late');
    await owner.go(`/o/${organization.id}/settings/members`);
    const changed = owner.page.waitForResponse((response) => response.request().method() === 'PATCH');
    await chooseRole(owner.page, 'Adam Admin', 'Viewer');
    expect((await changed).status()).toBe(200);

    await admin.page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
    const said = admin.page.getByRole('alert');
    await said.getByText('You do not have permission to do this', { exact: true }).waitFor();
    await said.getByText('Ask the owner or an admin to do it').waitFor();
    await admin.page.keyboard.press('Escape');
    await admin.page.getByRole('link', { name: 'Members' }).click();
    await admin.page.getByRole('button', { name: 'Invite Member', disabled: true }).waitFor();
    await admin.page.getByRole('link', { name: 'API keys' }).waitFor({ state: 'detached' });
    await owner.close();
    await admin.close();
  });

  it('who is removed by the other is shown the way out, and keeps nothing', async () => {
    const organization = await world.organization('pro', await world.person('Olga Owner'));
    const adam = await world.member(organization, 'admin', await world.person('Adam Admin'));
    const [owner, admin] = [await fixture.openSession(organization.owner), await fixture.openSession(adam)];
    await admin.go(`/o/${organization.id}/settings/members`);
    await roleOf(admin.page, 'Adam Admin').waitFor();
    await owner.go(`/o/${organization.id}/settings/members`);
    await owner.page.getByRole('button', { name: 'Actions for Adam Admin' }).click();
    await owner.page.getByRole('menuitem', { name: 'Remove member' }).click();
    await owner.page.getByRole('textbox', { name: /to confirm/ }).fill('Adam Admin');
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Remove member' }).click();
    await owner.page.getByText('Adam Admin was removed. You can reinstate them').waitFor();

    // The dialog asks for the members, whom a removed member no longer sees.
    await admin.page.getByRole('button', { name: 'Invite Member' }).click();
    await admin.page.getByRole('heading', { name: 'You don’t have access to this organization' }).waitFor();
    await admin.page.getByText('Ask an admin to invite you.').waitFor();
    expect(await admin.page.content()).not.toContain('Olga Owner');
    await admin.page.getByRole('link', { name: 'Go to your organizations' }).click();
    await admin.page.getByRole('heading', { name: 'Welcome, Adam Admin' }).waitFor();
    await owner.close();
    await admin.close();
  });
});
