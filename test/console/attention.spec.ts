import type { Page } from 'playwright-core';
import type { Client } from '../support/client.js';
import { SUPERADMIN, type World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST } from './support/browser-session.js';

let fixture: ConsoleFixture;
let organization: Awaited<ReturnType<World['organization']>>;
let people: Record<'owner' | 'admin' | 'member', Client>;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  const { world } = fixture;
  organization = await world.organization('pro');
  people = {
    owner: organization.owner,
    admin: await world.member(organization, 'admin'),
    member: await world.member(organization, 'member'),
  };
});
afterAll(() => fixture.close());

const bar = (page: Page) => page.getByRole('region', { name: 'Needs attention' });

async function barOf(who: keyof typeof people): Promise<{ text: string | null; action: string | null }> {
  const session = await fixture.openSession(people[who]);
  const { page } = session;
  const asked = page.waitForResponse('**/billing/credits').catch(() => null);
  await session.go(`/o/${organization.id}/settings/roles`);
  await page.getByRole('heading', { name: 'Roles' }).waitFor();
  if (who !== 'member') {
    await asked;
    await bar(page).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
  }
  const isShown = (await bar(page).count()) > 0;
  const found = {
    text: isShown ? await bar(page).getByRole('paragraph').innerText() : null,
    action:
      isShown && (await bar(page).getByRole('link').count()) > 0 ? await bar(page).getByRole('link').innerText() : null,
  };
  await session.close();
  return found;
}

it('tells owner and admins on every page the most urgent only, with what to do; members nothing', async () => {
  const { world } = fixture;
  const superadmin = await world.person('Support', SUPERADMIN);
  const platform = `/platform/organizations/${organization.id}`;
  const { body } = await superadmin.get(platform);
  const { balance } = body.billing.credits as { balance: number };
  await superadmin.post(`${platform}/credits`, { credits: -balance, reason: 'Test' });
  expect(await barOf('owner')).toEqual({
    text: expect.stringMatching(/^No credits left\. The assistant works again/),
    action: 'Add credits',
  });

  await superadmin.put(`${platform}/plan`, { plan: 'free' });
  expect(await barOf('owner')).toEqual({
    text: '2 seats over the limit of Free. No one can be invited or join until seats are freed or the plan is upgraded.',
    action: 'Upgrade plan',
  });
  expect(await barOf('admin')).toMatchObject({ action: 'Review members' });

  await world.database.admin.query(
    `update subscription set status = 'past_due', grace_ends_at = now() + interval '5 days' where organization_id = $1`,
    [organization.id],
  );
  expect(await barOf('owner')).toEqual({
    text: expect.stringMatching(
      /^The last payment failed\. The organization switches to Free on .+ unless it is paid\.$/,
    ),
    action: 'Manage payment',
  });
  expect(await barOf('member')).toEqual({ text: null, action: null });
});
