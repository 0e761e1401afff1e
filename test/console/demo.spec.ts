import { Stage } from './support/stage.js';
import { barriersOn } from './support/visitor.js';

let stage: Stage;
beforeAll(async () => {
  // Its superadmin is one only where no other is named.
  stage = await Stage.open({ PLATFORM_ADMINS: '' });
});
afterAll(() => stage.close());

const LANDING = {
  Owner: 'Members',
  Admin: 'Members',
  Member: 'Members',
  Viewer: 'Members',
  Superadmin: 'Operator',
} as const;

describe('the demo data in the console', () => {
  it('is added with a button by the first person who signs in, who then looks around', async () => {
    const somebody = await stage.world.person('Nadia Newcomer');
    const visitor = await stage.visit(somebody);
    const { page } = visitor;
    await visitor.go('/');
    await page.getByRole('heading', { name: 'Welcome, Nadia Newcomer' }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add demo data' }).click();
    await page.getByRole('heading', { name: 'Look around Brightwater as' }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Owner' }).click();
    await page.waitForURL(/\/settings\/members$/);
    await page.getByRole('rowheader', { name: 'Adrian Novak admin@demo.test' }).waitFor();
    await visitor.leave();
  });

  it.each(Object.entries(LANDING))('is entered from the sign-in page as %s with one click', async (role, heading) => {
    const visitor = await stage.visit();
    const { page } = visitor;
    await visitor.go('/sign-in');
    await page.getByRole('heading', { name: 'Look around Brightwater as' }).waitFor();
    if (role === 'Owner') expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: role, exact: true }).click();
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await visitor.leave();
  });

  it('is not spoken of where there are other organizations', async () => {
    const other = await Stage.open();
    try {
      await other.world.organization();
      const visitor = await other.visit(await other.world.person('Nadia Newcomer'));
      const answered = visitor.page.waitForResponse(/\/api\/v1\/demo$/);
      await visitor.go('/welcome');
      await answered;
      await visitor.page.getByRole('button', { name: 'Create organization' }).waitFor();
      expect(await visitor.page.getByRole('button', { name: 'Add demo data' }).count()).toBe(0);
      await visitor.leave();
    } finally {
      await other.close();
    }
  });
});
