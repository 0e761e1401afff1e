import { waitFor } from '../support/wait.js';
import type { World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';

let fixture: ConsoleFixture;
let world: World;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
});
afterAll(() => fixture.close());

/** An organization whose member Lena owns three leads, the dialog that removes her, and who may get them. */
async function removing() {
  const organization = await world.organization('pro', await world.person('Olga Owner'));
  const leaver = await world.member(organization, 'admin', await world.person('Lena Leaver'));
  const newOwner = await world.member(organization, 'member', await world.person('Hugo Successor'));
  for (const name of ['One', 'Two', 'Three']) {
    expect((await leaver.post(`${organization.path}/leads`, { name })).status).toBe(201);
  }
  for (const role of ['admin', 'viewer']) {
    await leaver.post(`${organization.path}/invitations`, { email: `${role}@example.com`, role });
  }
  const session = await fixture.openSession(organization.owner);
  const { page } = session;
  await session.go(`/o/${organization.id}/settings/members`);
  await page.getByRole('button', { name: 'Actions for Lena Leaver' }).click();
  await page.getByRole('menuitem', { name: 'Remove member' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Lena Leaver' });
  await dialog.getByText('Split among several people').click();
  for (const [field, name] of [
    ['Split among', 'Hugo'],
    ['Add another', 'Olga'],
  ] as const) {
    await dialog.getByRole('combobox', { name: field }).fill(name);
    await page.getByRole('listbox').getByRole('option').first().click();
  }
  await dialog.getByRole('textbox', { name: /to confirm/ }).fill('Lena Leaver');
  const confirm = () => dialog.getByRole('button', { name: 'Remove member' }).click();
  const leadsOf = async (ownerId: string) =>
    (await organization.owner.get(`${organization.path}/leads?ownerId=${ownerId}`)).body.data.length as number;
  return { organization, leaver, newOwner, session, page, dialog, confirm, leadsOf };
}

it('undoes a removal that shared records out: they all return', async () => {
  const { organization, leaver, session, page, dialog, confirm, leadsOf } = await removing();
  await dialog.getByText('Pending invitations', { exact: true }).waitFor();
  await dialog.getByText('Keep their pending invitations for members and viewers').click();
  await confirm();
  await dialog.waitFor({ state: 'detached' });
  await waitFor('the records to be shared out', async () => (await leadsOf(leaver.membershipId)) === 0);
  const open = (await organization.owner.get(`${organization.path}/invitations?status=pending`)).body.data;
  expect(open).toMatchObject([{ email: 'viewer@example.com' }]);
  await page.getByText('Lena Leaver was removed. You can reinstate them').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('row').filter({ hasText: 'Lena Leaver' }).waitFor();
  await page.getByText('Lena Leaver was reinstated').waitFor();
  await waitFor('the records to return', async () => (await leadsOf(leaver.membershipId)) === 3);
  await session.go(`/o/${organization.id}/settings/audit-log`);
  const log = page.getByRole('region', { name: 'Audit log' });
  await log
    .getByText(/removed Lena Leaver and handed 3 records to Hugo Successor \(1\/2\) and Olga Owner \(1\/2\)/)
    .waitFor();
  await log.getByText(/reinstated Lena Leaver and returned 3 records from/).waitFor();
  await log.getByRole('button', { name: /Details of Olga Owner removed Lena Leaver/ }).click();
  await log.getByText(/3 records \(leads 3\): Hugo Successor 2, Olga Owner 1/).waitFor();
  await session.close();
});

it('shows the share and the records of each, and nothing to weigh for one person', async () => {
  const { session, page, dialog } = await removing();
  await dialog.getByText('50% · 2 records').waitFor();
  await dialog.getByText('50% · 1 record').waitFor();
  await dialog.getByText('Total', { exact: true }).waitFor();
  await dialog.getByText('100% · 3 records').waitFor();
  await dialog.getByRole('slider', { name: 'Hugo Successor' }).fill('0');
  await dialog.getByText('0% · 0 records', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Remove Olga Owner' }).click();
  await dialog.getByText('Total', { exact: true }).waitFor({ state: 'detached' });
  await dialog.getByText('100% · 3 records').waitFor();
  expect(await dialog.getByRole('slider').count()).toBe(0);

  // A field that is shown for the first time is above the buttons, also in a small window.
  await page.setViewportSize({ width: 390, height: 640 });
  await dialog.getByText('Reassign to one person').click();
  const field = dialog.getByRole('combobox', { name: 'New owner' });
  await waitFor('the field to be in sight', () =>
    field.evaluate((element) => {
      const { left, top, bottom } = element.getBoundingClientRect();
      return document.elementFromPoint(left + 20, (top + bottom) / 2) === element;
    }),
  );
  await page.setViewportSize({ width: 1280, height: 900 });
  await session.close();
});

it('refuses a removal while one of those who shall get the records is removed, and says so in the dialog', async () => {
  const { organization, leaver, newOwner, session, dialog, confirm, leadsOf } = await removing();
  await organization.owner.delete(`${organization.path}/members/${newOwner.membershipId}`);
  await confirm();
  await dialog.getByRole('alert').waitFor();
  expect((await leaver.get(organization.path)).status).toBe(200);
  expect(await leadsOf(leaver.membershipId)).toBe(3);
  await session.close();
});
