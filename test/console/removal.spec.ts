import type { World } from '../support/world.js';
import { Stage } from './support/stage.js';

let stage: Stage;
let world: World;
beforeAll(async () => {
  stage = await Stage.open();
  ({ world } = stage);
});
afterAll(() => stage.close());

it('says that a member is removed where their records could not be shared out, and offers to undo it', async () => {
  const organization = await world.organization('pro', await world.person('Olga Owner'));
  const leaver = await world.member(organization, 'member', await world.person('Lena Leaver'));
  const heir = await world.member(organization, 'member', await world.person('Hugo Heir'));
  expect((await leaver.post(`${organization.path}/leads`, { name: 'Hers' })).status).toBe(201);
  const visitor = await stage.visit(organization.owner);
  const { page } = visitor;
  await visitor.go(`/o/${organization.id}/settings/members`);
  await page.getByRole('button', { name: 'Actions for Lena Leaver' }).click();
  await page.getByRole('menuitem', { name: 'Remove member' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Lena Leaver' });
  await dialog.getByText('Share among several').click();
  for (const [field, name] of [
    ['Share among', 'Hugo'],
    ['Add another', 'Olga'],
  ] as const) {
    await dialog.getByRole('combobox', { name: field }).fill(name);
    await page.getByRole('listbox').getByRole('option').first().click();
  }
  await dialog.getByRole('textbox', { name: /to confirm/ }).fill('Lena Leaver');
  // Meanwhile one of those who shall get them is gone.
  await organization.owner.delete(`${organization.path}/members/${heir.membershipId}`);
  await dialog.getByRole('button', { name: 'Remove member' }).click();
  await page.getByText('Lena Leaver was removed, but their records are unassigned as yet.').waitFor();
  await dialog.waitFor({ state: 'detached' });
  expect((await leaver.get(organization.path)).status).toBe(404);
  await page.getByText('Lena Leaver was removed. You can bring them back').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('row').filter({ hasText: 'Lena Leaver' }).getByText('Active').waitFor();
  await visitor.leave();
});
