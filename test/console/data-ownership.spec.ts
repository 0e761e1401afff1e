import type { Page } from 'playwright-core';
import type { World } from '../support/world.js';
import { waitFor } from '../support/wait.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, type BrowserSession } from './support/browser-session.js';
import { addManyMembers } from './support/many-members.js';

const CROWD = 1_000;
/** So many rows may be drawn at once, however many there are. */
const FEW = 60;

let fixture: ConsoleFixture;
let world: World;
let crowded: Awaited<ReturnType<World['organization']>>;
let session: BrowserSession;
let page: Page;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  crowded = await world.organization('enterprise', await world.person('Olga Owner'));
  await addManyMembers(world, crowded.id, CROWD);
  // Each has one lead, and one of them has a hundred more.
  await world.database.admin.query(
    `insert into lead (organization_id, id, name, status, owner_id)
     select m.organization_id, gen_random_uuid(), 'Lead', 'new', m.id
     from membership m join user_account u on u.user_id = m.user_id
     cross join lateral generate_series(1, case when u.name = 'Person 00500' then 101 else 1 end)
     where m.organization_id = $1 and u.name like 'Person %'`,
    [crowded.id],
  );
  await world.database.admin.query(
    `insert into lead (organization_id, id, name, status) select $1, gen_random_uuid(), 'Lead', 'new'`,
    [crowded.id],
  );
});
afterAll(() => fixture.close());
beforeEach(async () => {
  session = await fixture.openSession(crowded.owner);
  ({ page } = session);
});
afterEach(() => session.close());

const open = (query = '') => session.go(`/o/${crowded.id}/settings/data-ownership${query}`);
const owners = () => page.getByRole('region', { name: 'Owners' });
const rowOf = (name: string) =>
  owners()
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) });

describe('the owners of records in an organization of a thousand members', () => {
  it('are drawn in part, counted together, and all reached', async () => {
    await open();
    await owners().getByText('1,000 owners, 1,101 records: 1,101 leads; 1 unassigned', { exact: true }).waitFor();
    const table = owners().getByRole('table');
    expect(await table.getAttribute('aria-rowcount')).toBe(String(CROWD + 2));
    expect(await table.locator('tr').count()).toBeLessThan(FEW);
    await page.keyboard.press('End');
    await rowOf('Unassigned (never had an owner)').waitFor();
    expect(await table.locator('tr').count()).toBeLessThan(FEW);
    expect(await rowOf('Unassigned (never had an owner)').locator('.avatar').count()).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('are searched, filtered and sorted, in the address', async () => {
    await open();
    await owners().getByRole('searchbox', { name: 'Search owners' }).fill('00499');
    await owners().getByText('1 owner, 1 record: 1 lead', { exact: true }).waitFor();
    await page.waitForURL(/[?&]q=/);
    await open('?owners=unassigned');
    await owners().getByText('0 owners, 1 record: 1 lead; 1 unassigned', { exact: true }).waitFor();
    await open();
    await owners().getByRole('button', { name: 'Total' }).click();
    await page.waitForURL(/sort=-total/);
    await waitFor('the greatest first', async () =>
      ((await owners().getByRole('rowheader').first().textContent()) ?? '').includes('Person 00500'),
    );
    await open('?q=no one of this name');
    await owners().getByText('No owners match.').waitFor();
  });

  it('are selected together, and their records are reassigned one after the other', async () => {
    await open('?q=0000');
    await owners().getByRole('checkbox', { name: 'Select Person 00001' }).click();
    await owners()
      .getByRole('checkbox', { name: 'Select Person 00003' })
      .click({ modifiers: ['Shift'] });
    await owners().getByText('3 selected').waitFor();
    await owners().getByRole('button', { name: 'Reassign records' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reassign the records of 3 owners' });
    await dialog.getByText('Person 00002: 1 record').waitFor();
    // A button that cannot be used yet says why.
    const submit = dialog.getByRole('button', { name: 'Reassign', exact: true });
    await dialog.getByText('Choose the new owner.').waitFor();
    expect(await submit.isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: 'New owner' }).fill('person00777@');
    await page.getByRole('option', { name: 'Person 00777' }).click();
    // Counted before anything is reassigned: the one lead of each.
    await dialog.getByRole('row', { name: 'Person 00777 3' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await submit.click();
    await page.getByText('3 reassignments started.').waitFor();
    await page.getByText(/^Reassigned 1 record from Person 00002 to Person 00777/).waitFor();
    await waitFor('all of them to be done', async () => {
      const { body } = await crowded.owner.get(`${crowded.path}/reassignments`);
      const { data } = body as { data: { status: string }[] };
      return data.length === 3 && data.every(({ status }) => status === 'completed');
    });
    await open('?q=00777');
    await owners().getByText('1 owner, 4 records: 4 leads', { exact: true }).waitFor();

    // The button is removed with the last unassigned record.
    const all = page.getByRole('button', { name: 'Reassign all unassigned records' });
    await all.click();
    const one = page.getByRole('dialog', { name: 'Reassign all unassigned records' });
    await one.getByRole('combobox', { name: 'New owner' }).fill('person00777@');
    await page.getByRole('option', { name: 'Person 00777' }).click();
    await one.getByRole('button', { name: 'Reassign', exact: true }).click();
    await all.waitFor({ state: 'detached' });
    await page.locator('h2:text-matches("^(Running r|R)eassignments$"):focus').waitFor();
  });
});
