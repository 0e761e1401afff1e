import { createConversation, storeExchange } from '../assistant/support/chat.js';
import type { Client } from '../support/client.js';
import { SUPERADMIN, World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST, type BrowserSession } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let admin: Client;
let member: Client;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  organization = await world.organization('pro', await world.person('Olga Owner'));
  admin = await world.member(organization, 'admin', await world.person('Adam Admin'));
  member = await world.member(organization, 'member', await world.person('Mia Member'));
});
afterAll(() => fixture.close());

const settings = (page: string) => `/o/${organization.id}/settings/${page}`;

/** Axe in both schemes, and nothing scrolled sideways on the narrowest screen. */
async function isGoodToUse({ page }: BrowserSession): Promise<void> {
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
  const size = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light' });
}

describe('API keys', () => {
  it('are shown once, listed, and revoked', async () => {
    const session = await fixture.openSession(admin);
    const { page } = session;
    await session.go(settings('api-keys'));
    await page.getByText('No API keys yet').waitFor();
    await page.getByRole('button', { name: 'Create API key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('CRM import');
    await dialog.getByRole('radio', { name: /^Member/ }).check({ force: true });
    await dialog.getByRole('combobox', { name: 'Expires' }).selectOption('never');
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Create API key' }).click();
    const key = await dialog.getByRole('textbox', { name: 'API key' }).inputValue();
    expect(key).toMatch(/^clz_/);
    expect(await accessibilityViolations(page)).toEqual([]);
    const sample = (await dialog.getByRole('region', { name: 'Try it' }).locator('code').textContent()) ?? '';
    await dialog.getByRole('button', { name: 'Copy command' }).waitFor();
    const [, url = '', bearer = ''] = /^curl '(\S+)' \\\n {2}-H 'Authorization: Bearer (\S+)'$/.exec(sample) ?? [];
    expect(bearer).toBe(key);
    const called = await fetch(url, { headers: { authorization: `Bearer ${bearer}` } });
    expect([called.status, await called.json()]).toEqual([200, expect.objectContaining({ data: [] })]);
    await dialog.getByRole('button', { name: 'Done' }).click();
    const row = page.getByRole('row').filter({ hasText: 'CRM import' }).filter({ hasText: 'by Adam Admin' });
    await row.waitFor();
    expect(await page.content()).not.toContain(key);
    await isGoodToUse(session);
    const program = world.bearer(key);
    expect((await program.get(organization.path)).status).toBe(200);
    await row.getByRole('button', { name: 'Revoke CRM import' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke API key' }).click();
    await page.getByText('No API keys yet').waitFor();
    expect((await program.get(organization.path)).status).toBe(401);
    // It is still found among the revoked ones, by its last characters.
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Revoked');
    await page.getByRole('searchbox', { name: 'Search API keys' }).fill(key.slice(-4));
    await page.waitForURL((url) => url.search === `?status=revoked&q=${key.slice(-4)}`);
    await row.getByText(`clz_…${key.slice(-4)}`).waitFor();
    await row.locator('mark', { hasText: key.slice(-4) }).waitFor();
    await row.getByText(/^Revoked /).waitFor();
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Expired');
    await page.waitForURL((url) => url.search === `?status=expired&q=${key.slice(-4)}`);
    await page.getByText('No API keys match these filters.').waitFor();
    await session.close();
  });

  it('are rotated: a new one is created as the old one is, which still works', async () => {
    const { body } = await admin.post(`${organization.path}/api-keys`, { name: 'Web site', role: 'member' });
    const session = await fixture.openSession(admin);
    const { page } = session;
    await session.go(settings('api-keys'));
    await page.getByRole('button', { name: 'Rotate Web site' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rotate API key' });
    expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Web site');
    expect(await dialog.getByRole('radio', { name: /^Member/ }).isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Create API key' }).click();
    await page.getByText('Revoke the old key once everything uses the new one.').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row').filter({ hasText: 'Web site' }).nth(1).waitFor();
    expect((await world.bearer(body.key as string).get(organization.path)).status).toBe(200);
    for (const { id } of (await admin.get(`${organization.path}/api-keys`)).body.data as { id: string }[]) {
      await admin.delete(`${organization.path}/api-keys/${id}`);
    }
    await session.close();
  });

  it('say at its field what is wrong', async () => {
    const session = await fixture.openSession(admin);
    const { page } = session;
    await session.go(settings('api-keys'));
    await page.getByRole('button', { name: 'Create API key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('x'.repeat(201));
    await dialog.getByRole('button', { name: 'Create API key' }).click();
    await dialog.getByText(/Enter 1 to \d+ characters/).waitFor();
    await session.close();
  });
});

describe('archived chats', () => {
  it('are read by those who manage members', async () => {
    const leaver = await world.member(organization, 'member', await world.person('Lena Leaver'));
    const messages = await createConversation(leaver, organization, 'Before I go');
    await storeExchange(world, organization.id, messages.split('/').at(-2) ?? '');
    const session = await fixture.openSession(admin);
    const { page } = session;
    await session.go(settings('archived-chats'));
    await page.getByText('No archived chats yet').waitFor();
    await organization.owner.delete(`${organization.path}/members/${leaver.membershipId}`);
    await page.reload();
    const row = page.getByRole('row').filter({ hasText: 'Before I go' }).filter({ hasText: 'Lena Leaver' });
    await row.waitFor();
    await isGoodToUse(session);
    const search = page.getByRole('searchbox', { name: 'Search archived chats' });
    await search.fill('nothing like it');
    await page.getByText('No archived chats match your search.').waitFor();
    for (const text of ['Before', 'Lena']) {
      await search.fill(text);
      await page.waitForURL(`**/archived-chats?q=${text}`);
      await row.locator('mark', { hasText: text }).waitFor();
    }
    await row.getByRole('button', { name: 'View Before I go' }).click();
    const said = page.getByRole('dialog', { name: 'Before I go' }).getByRole('listitem');
    await said.filter({ hasText: 'Assistant' }).first().waitFor();
    expect(await said.count()).toBe(2);
    expect(await accessibilityViolations(page)).toEqual([]);
    await session.close();
  });
});

it('says to a member on each of these pages what they need', async () => {
  const session = await fixture.openSession(member);
  for (const [page, name] of [
    ['api-keys', 'API keys'],
    ['audit-log', 'Audit log'],
    ['archived-chats', 'Archived chats'],
  ] as const) {
    await session.go(settings(page));
    await session.page.getByRole('heading', { name }).waitFor();
    await session.page.getByText('Needs admin').waitFor();
    expect(await session.page.getByRole('table').count()).toBe(0);
    expect(await accessibilityViolations(session.page)).toEqual([]);
  }
  await session.close();
});

describe('the operator', () => {
  it('is hidden from those who are none', async () => {
    const session = await fixture.openSession(organization.owner);
    await session.go('/operator');
    await session.page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await session.close();
  });

  it('finds organizations, sets plans, gives credits, restores, and looks at the jobs', async () => {
    await organization.owner.patch(organization.path, { name: 'Globex Sales' });
    const lost = await world.organization('free', await world.person('Lara Lost'));
    await lost.owner.patch(lost.path, { name: 'Lost Ltd' });
    await lost.owner.delete(`${lost.path}?confirmName=Lost%20Ltd`);
    const session = await fixture.openSession(await world.person('Support', SUPERADMIN));
    const { page } = session;
    await session.go('/account');
    await page.getByRole('link', { name: 'Open operator console' }).click();
    await page.getByRole('searchbox', { name: 'Search organizations' }).fill('globex');
    const row = page.getByRole('row').filter({ hasText: 'Globex Sales' });
    await row.filter({ hasText: 'Pro' }).filter({ hasText: 'Olga Owner' }).waitFor();
    await row.locator('mark', { hasText: 'Globex' }).first().waitFor();
    await page.waitForURL('**/operator?q=globex');
    // The search is there again when one comes back.
    await page.getByRole('link', { name: 'Your account' }).click();
    await page.getByRole('link', { name: 'Open operator console' }).click();
    await page.waitForURL('**/operator?q=globex');
    // A user leads to the organizations that they own.
    await page.getByRole('tab', { name: 'Users' }).click();
    await page.waitForURL('**/operator?tab=users');
    await page.getByRole('searchbox', { name: 'Search users' }).fill('olga');
    await page.locator('mark', { hasText: 'Olga' }).first().waitFor();
    await page.getByText('Adam Admin').waitFor({ state: 'detached' });
    await isGoodToUse(session);
    await page.getByRole('link', { name: 'Owned organizations of Olga Owner' }).click();
    await isGoodToUse(session);
    await row.getByRole('button', { name: 'Manage Globex Sales' }).click();
    const dialog = page.getByRole('dialog', { name: 'Globex Sales' });
    await dialog.getByRole('combobox', { name: 'Plan' }).selectOption('Enterprise');
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Set plan' }).click();
    await page.getByText('Globex Sales is now on Enterprise.').waitFor();
    await dialog.getByRole('textbox', { name: 'Credits' }).fill('7');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Goodwill');
    await dialog.getByRole('button', { name: 'Adjust credits' }).click();
    await page.getByText('Globex Sales now has 40,007 credits.').waitFor();
    await dialog.getByText('40,007', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Turn on unlimited credits' }).click();
    await dialog.getByText('Unlimited', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Turn off unlimited credits' }).click();
    await dialog.getByText('40,007', { exact: true }).waitFor();
    const member = dialog.getByRole('row').filter({ hasText: 'Adam Admin' });
    await member.getByRole('button', { name: 'Make owner: Adam Admin' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Transfer ownership' }).click();
    await page.getByText('Adam Admin is now the owner of Globex Sales.').waitFor();
    await member.filter({ hasText: 'Owner' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('searchbox', { name: 'Search organizations' }).fill('lost');
    await page.getByRole('combobox', { name: 'Show' }).selectOption('Deleted');
    await page.getByRole('button', { name: 'Restore Lost Ltd' }).click();
    await page.getByRole('button', { name: 'Restore organization' }).click();
    await page.getByText('No organizations match your search').waitFor();
    expect((await lost.owner.get(lost.path)).status).toBe(200);
    await page.getByRole('button', { name: 'Job dashboard' }).click();
    await page.waitForURL('**/admin/queues');
    await page.getByText('invitation-mail').first().waitFor();
    await page.context().close();
  });
});
