import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations } from './support/browser-session.js';

let fixture: ConsoleFixture;
beforeAll(async () => {
  // Its superadmin is one only where no other is named.
  fixture = await ConsoleFixture.open({ PLATFORM_ADMINS: '' });
});
afterAll(() => fixture.close());

const LANDING = {
  Owner: 'Members',
  Admin: 'Members',
  Member: 'Members',
  Viewer: 'Members',
  Superadmin: 'Operator',
} as const;

describe('the demo data in the console', () => {
  it('is added with a button by the first person who signs in, who then looks around', async () => {
    const somebody = await fixture.world.person('Nadia Newcomer');
    const session = await fixture.openSession(somebody);
    const { page } = session;
    await session.go('/');
    await page.getByRole('heading', { name: 'Welcome, Nadia Newcomer' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add demo data' }).click();
    await page.getByRole('heading', { name: 'Look around Brightwater as' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Owner' }).click();
    await page.waitForURL(/\/settings\/members$/);
    await page.getByRole('rowheader', { name: 'Adrian Novak admin@demo.test' }).waitFor();
    await session.close();
  });

  it.each(Object.entries(LANDING))('is entered from the sign-in page as %s with one click', async (role, heading) => {
    const session = await fixture.openSession();
    const { page } = session;
    await session.go('/sign-in');
    await page.getByRole('heading', { name: 'Look around Brightwater as' }).waitFor();
    if (role === 'Owner') expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: role, exact: true }).click();
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await session.close();
  });

  it('is not spoken of where there are other organizations', async () => {
    const other = await ConsoleFixture.open();
    try {
      await other.world.organization();
      const session = await other.openSession(await other.world.person('Nadia Newcomer'));
      const answered = session.page.waitForResponse(/\/api\/v1\/demo$/);
      await session.go('/welcome');
      await answered;
      await session.page.getByRole('button', { name: 'Create organization' }).waitFor();
      expect(await session.page.getByRole('button', { name: 'Add demo data' }).count()).toBe(0);
      await session.close();
    } finally {
      await other.close();
    }
  });
});
