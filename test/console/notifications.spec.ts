import type { Page } from 'playwright-core';
import type { Client } from '../support/client.js';
import type { World } from '../support/world.js';
import { accessibilityViolations, CONTRAST, openSessionInNewTab } from './support/browser-session.js';
import { ConsoleFixture } from './support/console-fixture.js';

type Organization = Awaited<ReturnType<World['organization']>>;

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
});
afterAll(() => fixture.close());

const bell = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Opens a page of the organization, and waits until the stream of changes is ready. */
async function openPage(person: Client, { id }: Organization, page: string) {
  const session = await fixture.openSession(person);
  const stream = session.page.waitForResponse(`**/organizations/${id}/stream`);
  await session.go(`/o/${id}/${page}`);
  await stream;
  return session;
}

it('shows what happened on the bell and in its list, until it is read', async () => {
  const { world } = fixture;
  const acme = await world.organization('enterprise');
  const session = await openPage(acme.owner, acme, 'settings/members');
  const { page } = session;
  await bell(page, 'Notifications').click();
  await page.getByText('No notifications yet.').waitFor();
  await page.keyboard.press('Escape');

  await world.member(acme, 'viewer', await world.person('Grace Hopper'));
  await world.member(acme, 'viewer', await world.person('Alan Turing'));
  // Without a reload: the row, the count and the bell.
  await page.getByRole('row', { name: /Grace Hopper/ }).waitFor();
  await page.getByRole('tab', { name: 'Members' }).getByText('3').waitFor();
  await bell(page, 'Notifications, 2 unread').click();
  const list = page.getByRole('list', { name: 'Notifications' });
  expect(await list.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/Alan Turing joined the organization\.\s+just now/),
    expect.stringMatching(/Grace Hopper joined the organization\.\s+just now/),
  ]);
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);

  await list.getByRole('link', { name: /Grace Hopper/ }).click();
  await page.getByRole('dialog', { name: 'Grace Hopper' }).waitFor();
  await page.keyboard.press('Escape');
  await bell(page, 'Notifications, 1 unread').click();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByRole('button', { name: 'Mark all as read', disabled: true }).waitFor();
  await page.keyboard.press('Escape');
  await bell(page, 'Notifications').waitFor();
  await session.close();
});

it('shows at once what another person changes: invitations with their emails, seats, roles', async () => {
  const { world } = fixture;
  const acme = await world.organization('pro');
  const admin = await world.member(acme, 'admin');
  const session = await openPage(admin, acme, 'settings/members?tab=invitations');
  const { page } = session;
  const polls: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/invitations?')) polls.push(request.url());
  });
  await acme.owner.post(`${acme.path}/invitations`, { email: 'ada@example.com', role: 'viewer' });
  await page.getByRole('row', { name: /ada@example\.com.*Sent/ }).waitFor();
  await page.getByRole('region', { name: 'Seats' }).getByText('3 in use (1 pending)').waitFor();
  // The invitation and its email: each is asked for once.
  expect(polls.length).toBeLessThanOrEqual(2);

  await acme.owner.patch(`${acme.path}/members/${admin.membershipId}`, { role: 'viewer' });
  await page.getByRole('button', { name: 'Invite Member', disabled: true }).waitFor();
  await bell(page, 'Notifications, 1 unread').waitFor();
  await acme.owner.delete(`${acme.path}/members/${admin.membershipId}`);
  await page.getByText('You don’t have access to this organization').waitFor();
  await session.close();
});

it('reads one stream for all tabs of a browser, which changes with the organization', async () => {
  const { world, site } = fixture;
  const [acme, beta] = [await world.organization('enterprise'), await world.organization('enterprise')];
  const person = await world.member(acme, 'admin');
  const invited = await beta.owner.post(`${beta.path}/invitations`, { email: person.email, role: 'admin' });
  await person.post(`/me/invitations/${invited.body.id as string}/accept`);
  const session = await openPage(person, acme, 'settings/members');
  const { page } = session;
  const streams: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().endsWith('/stream')) streams.push(request.url());
  });
  const second = await openSessionInNewTab(session, site, person);
  await second.go(`/o/${acme.id}/settings/members`);
  await second.page.getByRole('row', { name: /Owner/ }).first().waitFor();
  await world.member(acme, 'viewer', await world.person('Grace Hopper'));
  for (const tab of [page, second.page]) await tab.getByRole('row', { name: /Grace Hopper/ }).waitFor();
  expect(streams).toEqual([]);

  // The second tab goes on when the first one shows another organization.
  await page.goto(`${site}/o/${beta.id}/settings/members`);
  await page.getByRole('row', { name: /Owner/ }).first().waitFor();
  await world.member(acme, 'viewer', await world.person('Alan Turing'));
  await second.page.getByRole('row', { name: /Alan Turing/ }).waitFor();
  await bell(page, 'Notifications').first().waitFor();
  expect(streams.map((url) => url.split('/').at(-2)).sort()).toEqual([acme.id, beta.id].sort());
  await second.page.close();
  await session.close();
});
