import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST } from './support/browser-session.js';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
});
afterAll(() => fixture.close());

async function logo(): Promise<FormData> {
  const form = new FormData();
  const png = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#3451b2' } })
    .png()
    .toBuffer();
  form.set('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'logo.png');
  return form;
}

const steps = (page: Page) => page.getByRole('region', { name: 'Getting started' });

it('creates an organization with the currency and timezone of the browser, both shown before', async () => {
  const person = await fixture.world.person('Nora New');
  const session = await fixture.openSession(person, { locale: 'en-GB', timezoneId: 'Europe/London' });
  const { page } = session;
  await session.go('/welcome');
  await page.getByRole('button', { name: 'Create organization' }).click();
  const dialog = page.getByRole('dialog');
  const currency = dialog.getByRole('combobox', { name: 'Currency' });
  await currency.waitFor();
  expect(await currency.inputValue()).toBe('GBP – British Pound');
  expect(await dialog.getByRole('combobox', { name: 'Timezone' }).inputValue()).toBe('Europe/London');
  expect(await accessibilityViolations(page)).toEqual([]);

  // A click shows the list, the common ones first.
  await currency.click();
  const options = page.getByRole('listbox').getByRole('option');
  expect(await options.first().innerText()).toBe('GBP – British Pound');
  expect(await options.nth(1).innerText()).toBe('USD – US Dollar');
  await currency.fill('dollar');
  await options.first().click();
  expect(await currency.inputValue()).toBe('USD – US Dollar');

  await dialog.getByRole('textbox', { name: 'Name' }).fill('Fresh Sales');
  await dialog.getByRole('button', { name: 'Create organization' }).click();
  await page.waitForURL(/\/settings\/members$/);
  const id = /\/o\/([\w-]+)\//.exec(page.url())?.[1] ?? '';
  const { body } = await person.get(`/organizations/${id}`);
  expect(body).toMatchObject({ currency: 'USD', timezone: 'Europe/London' });
  await steps(page).getByRole('heading', { name: 'Welcome to Fresh Sales' }).waitFor();
  await session.close();
});

it('shows owner and admins of a new organization what to do first, until it is done', async () => {
  const { world } = fixture;
  const { owner, id, path } = await world.organization('pro');
  const session = await fixture.openSession(owner);
  const { page } = session;
  await session.go(`/o/${id}/settings/members`);
  await steps(page).getByText('0 of 4 steps done').waitFor();
  await page.getByText('9 of 10 seats left').waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);

  await steps(page).getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('textbox', { name: 'Email address' }).fill('kay@example.com');
  await page.getByRole('button', { name: 'Send Invitation' }).click();
  await steps(page).getByText('1 of 4 steps done').waitFor();
  await steps(page).getByText('Invite your team (done)').waitFor();

  const target = { amount: 100_000, currency: 'EUR' };
  await owner.patch(path, { revenueTargets: { monthly: target, quarterly: null } });
  await owner.post(`${path}/deals`, { name: 'First', amount: target });
  await page.reload();
  await steps(page).getByText('3 of 4 steps done').waitFor();
  await steps(page).getByRole('link', { name: 'Add logo' }).click();
  await page.waitForURL(/\/settings\/organization$/);
  expect((await owner.call('PUT', `${path}/logo`, { body: await logo() })).status).toBe(200);
  await session.go(`/o/${id}/settings/members`);
  await page.getByText('8 of 10 seats left').waitFor();
  await page.waitForFunction(() => localStorage.getItem('getting-started-hidden') !== null);
  expect(await steps(page).count()).toBe(0);
  await session.close();
});

it('is hidden for good by the person who dismisses it, and not shown to members', async () => {
  const { world } = fixture;
  const organization = await world.organization('pro');
  const address = `/o/${organization.id}/settings/members`;
  const owner = await fixture.openSession(organization.owner);
  await owner.go(address);
  await steps(owner.page).getByRole('button', { name: 'Dismiss' }).click();
  await steps(owner.page).waitFor({ state: 'detached' });
  await owner.page.reload();
  await owner.page.getByText('9 of 10 seats left').waitFor();
  expect(await steps(owner.page).count()).toBe(0);
  await owner.close();

  const admin = await fixture.openSession(await world.member(organization, 'admin'));
  await admin.go(address);
  await steps(admin.page).waitFor();
  await admin.close();

  const member = await fixture.openSession(await world.member(organization, 'member'));
  await member.go(address);
  await member.page.getByRole('rowheader', { name: 'Owner' }).waitFor();
  expect(await steps(member.page).count()).toBe(0);
  await member.close();
});
