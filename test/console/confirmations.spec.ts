import { png } from '../settings/support/pictures.js';
import type { World } from '../support/world.js';
import { escapeFromDialog } from './support/dialogs.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let team: Awaited<ReturnType<World['organization']>>;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  team = await world.organization('enterprise', await world.person('Tina Team'));
});
afterAll(() => fixture.close());

const settings = (name: string) => `/o/${team.id}/settings/${name}`;

describe('an invitation is declined', () => {
  it.each([
    ['by the link of its email', (token: string) => `/invitations/${token}`, 'Invitation declined'],
    ['from the list of open ones', () => '/welcome', 'Welcome, Gina Guest'],
  ])('%s once that is confirmed', async (_where, address, heading) => {
    const guest = await world.person('Gina Guest');
    const email = guest.email ?? '';
    await team.owner.post(`${team.path}/invitations`, { email, role: 'member' });
    const statusNow = async () => {
      const { body } = await team.owner.get(`${team.path}/invitations?limit=100`);
      return (body.data as { email: string; status: string }[]).find((one) => one.email === email)?.status;
    };
    const session = await fixture.openSession(guest);
    const { page } = session;
    await session.go(address(await world.tokenFor(email)));
    const decline = page.getByRole('button', { name: 'Decline', exact: true });
    await decline.press('Enter');
    const dialog = page.getByRole('alertdialog', { name: 'Decline invitation' });
    await dialog.getByText('Acme Sales').first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.textContent === 'Decline');
    expect(await statusNow()).toBe('pending');
    await decline.click();
    await dialog.getByRole('button', { name: 'Decline invitation' }).click();
    await decline.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: heading }).waitFor();
    expect(await statusNow()).toBe('declined');
    await session.close();
  });
});

describe('a step back', () => {
  it('while a new API key is shown says that the key is not shown again', async () => {
    const session = await fixture.openSession(team.owner);
    const { page } = session;
    await session.go(settings('roles'));
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByRole('button', { name: 'Create API key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('CRM import');
    await page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
    const key = page.getByRole('textbox', { name: 'API key' });
    const shown = await key.inputValue();
    await page.goBack();
    const asked = page.getByRole('alertdialog', { name: 'Leave without the API key?' });
    await asked.getByText('won’t be shown again').waitFor();
    expect(await page.getByText('Your changes haven’t been saved').count()).toBe(0);
    await asked.getByRole('button', { name: 'Back to the key' }).click();
    expect(await key.inputValue()).toBe(shown);
    await page.goBack();
    await asked.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'Roles', exact: true }).waitFor();
    await session.close();
  });
});

describe('the crop of a logo', () => {
  it('is not lost by Escape or a click beside it without a question; without a crop nothing is asked', async () => {
    const session = await fixture.openSession(team.owner);
    const { page } = session;
    await session.go(settings('organization'));
    const dialog = page.getByRole('dialog', { name: 'Crop logo' });
    const choose = async () => {
      const file = {
        name: 'logo.png',
        mimeType: 'image/png',
        buffer: Buffer.from(await png({ width: 256, height: 256 })),
      };
      await page.getByLabel('Logo file').setInputFiles(file);
      await dialog.getByText('The logo will be saved with 256 × 256 pixels.').waitFor();
    };
    await choose();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await choose();
    await dialog.locator('.ReactCrop__drag-handle').first().focus();
    await page.keyboard.press('ArrowDown');
    const size = dialog.getByText(/^The logo will be saved with \d+ × 2[0-4]\d/);
    for (let step = 0; step < 30 && !(await size.isVisible()); step += 1) await page.keyboard.press('ArrowDown');
    await size.waitFor();
    const asked = page.getByRole('alertdialog', { name: 'Discard the crop?' });
    for (const leave of [() => page.keyboard.press('Escape'), () => page.mouse.click(8, 8)]) {
      await leave();
      await asked.getByRole('button', { name: 'Keep cropping' }).click();
      await asked.waitFor({ state: 'detached' });
      await size.waitFor();
      await page.waitForFunction(() => document.activeElement?.matches('.ReactCrop__drag-handle'));
    }
    await escapeFromDialog(page);
    await asked.getByRole('button', { name: 'Discard' }).click();
    await dialog.waitFor({ state: 'detached' });
    await session.close();
  });
});
