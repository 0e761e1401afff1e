import type { World } from '../support/world.js';
import { traces } from './support/console-state.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
});
afterAll(() => fixture.close());

describe('deleting an organization', () => {
  it('takes its name to the letter, closes it at once for everyone, and can be taken back from the account', async () => {
    const organization = await world.organization('pro', await world.person('Olga Owner'));
    const { owner, path, id } = organization;
    await owner.patch(path, { name: 'Globex Sales' });
    const member = await world.member(organization, 'member', await world.person('Mia Member'));
    const colleague = await fixture.openSession(member);
    await colleague.go(`/o/${id}/settings/members`);
    await colleague.page.getByRole('row').filter({ hasText: 'Olga Owner' }).waitFor();

    const session = await fixture.openSession(owner);
    const { page } = session;
    await session.go(`/o/${id}/settings/organization`);
    const zone = page.getByRole('region', { name: 'Danger zone' });
    await zone.getByRole('button', { name: 'Delete organization' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete Globex Sales' });
    const name = dialog.getByRole('textbox', { name: 'Type “Globex Sales” to confirm' });
    const confirm = dialog.getByRole('button', { name: 'Delete organization' });
    for (const wrong of ['', 'Globex', 'GlobexSales']) {
      await name.fill(wrong);
      expect(await confirm.isDisabled()).toBe(true);
      await name.press('Enter');
    }
    expect((await owner.get(path)).status).toBe(200);
    expect(await accessibilityViolations(page)).toEqual([]);
    await name.fill('globex SALES');
    await confirm.click();
    await page.waitForURL('**/account');
    await page.getByText('Globex Sales was deleted. You can restore it').waitFor();
    expect((await owner.get(path)).status).toBe(404);

    // Its members are told so with their next request.
    await colleague.page.getByRole('link', { name: 'Billing' }).click();
    await colleague.page.getByRole('heading', { name: 'You don’t have access to this organization' }).waitFor();
    await colleague.page.getByText('It may have been deleted, or you’re no longer a member').waitFor();

    const deleted = page.getByRole('region', { name: 'Deleted organizations' });
    await deleted.getByText('Will be permanently deleted on').waitFor();
    await deleted.getByRole('button', { name: 'Restore Globex Sales' }).click();
    await page.getByText('Globex Sales was restored on the Free plan.').waitFor();
    await deleted.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /^Globex Sales/ }).click();
    await page.getByRole('row').filter({ hasText: 'Mia Member' }).waitFor();
    await colleague.page.getByRole('link', { name: 'Go to your organizations' }).click();
    await colleague.page.getByRole('row').filter({ hasText: 'Olga Owner' }).waitFor();
    await session.close();
    await colleague.close();
  });
});

describe('leaving an organization', () => {
  it('from the account takes its name, ends the access, and keeps nothing of it', async () => {
    const organization = await world.organization('pro', await world.person('Olga Owner'));
    await organization.owner.patch(organization.path, { name: 'Initech Sales' });
    const leaver = await world.member(organization, 'member', await world.person('Lena Leaver'));
    const own = await world.organization('free', leaver);
    await leaver.patch(own.path, { name: 'My Own' });
    const session = await fixture.openSession(leaver);
    const { page } = session;
    await session.go(`/o/${organization.id}/settings/members`);
    await page.getByRole('row').filter({ hasText: 'Olga Owner' }).waitFor();
    await page
      .getByRole('navigation', { name: 'Account' })
      .getByRole('link', { name: /Lena Leaver/ })
      .click();
    const organizations = page.getByRole('region', { name: 'Organizations', exact: true });
    await organizations.getByRole('link', { name: /^My Own/ }).waitFor();
    // An owner cannot leave, only hand over or delete.
    expect(await organizations.getByRole('button', { name: 'Leave My Own' }).count()).toBe(0);
    await organizations.getByRole('button', { name: 'Leave Initech Sales' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Leave Initech Sales' });
    const confirm = dialog.getByRole('button', { name: 'Leave organization' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: /to confirm/ }).fill('Initech Sales');
    expect(await accessibilityViolations(page)).toEqual([]);
    await confirm.click();
    await organizations.getByRole('link', { name: /^Initech Sales/ }).waitFor({ state: 'detached' });
    await page.getByText('You left Initech Sales.').waitFor();
    expect((await leaver.get(organization.path)).status).toBe(404);
    expect(await traces(page)).not.toContain('Olga Owner');
    expect(await accessibilityViolations(page)).toEqual([]);
    await session.close();
  });
});
