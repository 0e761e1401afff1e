import { unsubscribeToken } from '../../src/notices/subscription/unsubscribe-token.js';
import type { MembershipId, OrganizationId } from '../../src/platform/ids/ids.js';
import { accessibilityViolations } from './support/browser-session.js';
import { ConsoleFixture } from './support/console-fixture.js';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
});
afterAll(() => fixture.close());

it('are unsubscribed from on the page behind the link, and turned on again in the settings', async () => {
  const { world } = fixture;
  const acme = await world.organization('pro', await world.person('Olga Owner'));
  const adam = await world.member(acme, 'admin', await world.person('Adam Admin'));
  const token = unsubscribeToken(
    { organizationId: acme.id as OrganizationId, membershipId: adam.membershipId as MembershipId },
    { current: world.environment['APP_SECRET'] ?? '', previous: null },
  );
  const session = await fixture.openSession(adam);
  const { page } = session;
  await session.go(`/unsubscribe/${token}`);
  await page.getByText('You will no longer get the monthly report of Acme Sales').waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Unsubscribe' }).click();
  await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'settings of the organization' }).click();
  const own = page.getByRole('switch', { name: 'Email me the monthly report' });
  await own.waitFor();
  expect(await own.isChecked()).toBe(false);
  await page.getByText('Email me the monthly report').click();
  await page.getByText('You’ll get the monthly report.').waitFor();
  expect((await adam.get(`${acme.path}/email-preferences`)).body).toEqual({ monthlyReport: true });
  expect((await acme.owner.get(`${acme.path}/email-preferences`)).body).toEqual({ monthlyReport: true });
  await page.context().close();
});
