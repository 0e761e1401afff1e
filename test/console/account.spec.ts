import type { Page } from 'playwright-core';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST } from './support/browser-session.js';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
});
afterAll(() => fixture.close());

const scheme = (page: Page) => page.evaluate(() => document.documentElement.dataset['appearance']);
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const LIGHT = 'rgb(246, 247, 249)';
const DARK = 'rgb(15, 18, 24)';

describe('the appearance', () => {
  it('follows the system until one is chosen, and is kept for the browser', async () => {
    const session = await fixture.openSession(await fixture.world.person('Dora Dark'));
    const { page } = session;
    await page.emulateMedia({ colorScheme: 'dark' });
    await session.go('/account');
    await page.getByRole('radiogroup', { name: 'Appearance' }).waitFor();
    expect(await ground(page)).toBe(DARK);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await ground(page)).toBe(LIGHT);

    // By keyboard: the arrow keys choose.
    await page.getByRole('radio', { name: 'System' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
    expect(await ground(page)).toBe(DARK);
    expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(23, 27, 38)');
    await page.emulateMedia({ media: null });

    const tab = await page.context().newPage();
    await tab.goto(`${fixture.site}/account`);
    await tab.getByRole('radio', { name: 'Dark' }).waitFor();
    expect(await ground(tab)).toBe(DARK);
    await tab.getByText('Light', { exact: true }).click();
    await page.waitForFunction(() => document.documentElement.dataset['appearance'] === 'light');
    await session.close();
  });

  it('has closer rows and a narrow sidebar where that is chosen, in every tab', async () => {
    const owner = await fixture.world.person('Cora Compact');
    const { id } = await fixture.world.organization('free', owner);
    const session = await fixture.openSession(owner);
    const { page } = session;
    await page.setViewportSize({ width: 1280, height: 800 });
    await session.go(`/o/${id}/settings/api-keys`);
    const link = page.getByRole('link', { name: 'Members', exact: true });
    const high = (await link.boundingBox())?.height ?? 0;
    await page.getByRole('button', { name: 'Collapse sidebar' }).click();
    const expand = page.getByRole('button', { name: 'Expand sidebar' });
    await expand.waitFor();
    expect((await page.getByRole('complementary', { name: 'Sidebar' }).boundingBox())?.width).toBe(64);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('link', { name: /Cora Compact/ }).click();
    await page.getByText('Compact', { exact: true }).click();
    await page.goBack();
    await page.waitForFunction((before) => {
      const one = [...document.querySelectorAll('a')].find(({ textContent }) => textContent === 'Members');
      return (one?.getBoundingClientRect().height ?? before) < before;
    }, high);
    expect(await accessibilityViolations(page)).toEqual([]);
    await expand.click();
    await page.getByRole('button', { name: 'Collapse sidebar' }).waitFor();
    await page.evaluate(() => {
      localStorage.clear();
    });
    await session.close();
  });

  it('is there before the first paint: without the script of the page', async () => {
    const session = await fixture.openSession();
    const { page } = session;
    await session.go('/sign-in');
    await page.evaluate(() => {
      localStorage.setItem('appearance', 'dark');
    });
    await page.route(/\/assets\/(?!first-paint)[^/]+\.js$/, (route) => route.abort());
    await page.reload();
    expect(await scheme(page)).toBe('dark');
    await page.unrouteAll();
    await page.context().close();
  });
});

describe('the account page', () => {
  it('leads back to the organization that was shown last', async () => {
    const owner = await fixture.world.person('Wanda Way');
    const [first, second] = [
      await fixture.world.organization('free', owner),
      await fixture.world.organization('free', owner),
    ];
    await owner.patch(first.path, { name: 'First Agency' });
    await owner.patch(second.path, { name: 'Second Agency' });
    await owner.put('/me/active-organization', { organizationId: second.id });
    const session = await fixture.openSession(owner);
    const { page } = session;
    await session.go(`/o/${first.id}/settings/roles`);
    await page.getByRole('link', { name: /Wanda Way/ }).click();
    await page.getByRole('heading', { name: 'Wanda Way', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Back to First Agency' }).click();
    await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
    expect(page.url()).toContain(first.id);
    // After a reload there is no last one in this tab: the active one is next.
    await session.go('/account');
    await page.getByRole('link', { name: 'Back to Second Agency' }).waitFor();
    await session.close();
  });

  it('lists the organizations with the role, and leaves one', async () => {
    const organization = await fixture.world.organization('pro');
    const leaver = await fixture.world.member(organization, 'viewer', await fixture.world.person('Lea Leaves'));
    const session = await fixture.openSession(leaver);
    const { page } = session;
    await session.go('/account');
    await page.getByText('Viewer · Pro').waitFor();
    await page.getByRole('button', { name: 'Leave Acme Sales' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Leave Acme Sales' });
    await dialog.getByRole('textbox').fill('Acme Sales');
    await dialog.getByRole('button', { name: 'Leave organization' }).click();
    await page.getByText('You’re not in any organization yet').waitFor();
    expect((await leaver.get('/me')).body.organizations).toEqual([]);
    await page.getByRole('link', { name: 'Back', exact: true }).click();
    await page.getByRole('heading', { name: 'Welcome, Lea Leaves' }).waitFor();
    await session.close();
  });
});

describe('the sidebar', () => {
  it('has the API docs, the keys and the appearance at its foot', async () => {
    const owner = await fixture.world.person('Fay Foot');
    const { id } = await fixture.world.organization('free', owner);
    const session = await fixture.openSession(owner);
    const { page } = session;
    await session.go(`/o/${id}/settings/roles`);
    const foot = page.getByRole('complementary', { name: 'Sidebar' });
    expect(await foot.getByRole('link', { name: 'API docs' }).getAttribute('href')).toBe('/docs');
    await foot.getByRole('button', { name: 'Keyboard shortcuts' }).waitFor();
    // In a low window only the navigation scrolls.
    await page.setViewportSize({ width: 1366, height: 600 });
    const account = await foot.getByRole('link', { name: 'Fay Foot' }).boundingBox();
    expect((account?.y ?? 600) + (account?.height ?? 0)).toBeLessThanOrEqual(600);
    expect(await accessibilityViolations(page)).toEqual([]);
    await foot.getByRole('link', { name: 'Appearance' }).press('Enter');
    await page.waitForURL('**/account#appearance');
    await page.getByRole('radiogroup', { name: 'Appearance' }).waitFor();
    await session.close();
  });

  const OPEN_TO_ALL = ['Analytics', 'Organization', 'Members', 'Roles'];

  it.each([
    ['admin', [...OPEN_TO_ALL, 'Data ownership', 'Import', 'Billing', 'Archived chats', 'API keys', 'Audit log']],
    ['member', [...OPEN_TO_ALL, 'Import', 'Billing']],
    ['viewer', [...OPEN_TO_ALL, 'Billing']],
  ] as const)('shows the %s only pages that open; the others explain themselves', async (role, expected) => {
    const organization = await fixture.world.organization('pro');
    const person = await fixture.world.member(organization, role);
    const session = await fixture.openSession(person);
    const { page } = session;
    await session.go(`/o/${organization.id}/settings/roles`);
    const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    await links.first().waitFor();
    expect(await links.allInnerTexts()).toEqual(expected);
    if (role !== 'admin') {
      await session.go(`/o/${organization.id}/settings/audit-log`);
      await page.getByText('Needs admin').waitFor();
    }
    await session.close();
  });
});
