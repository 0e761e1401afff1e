import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import type { World } from '../support/world.js';
import { accessibilityViolations, CONTRAST, type BrowserSession } from './support/browser-session.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { overflowingElements } from './support/console-state.js';

let fixture: ConsoleFixture;
let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let admin: Client & { readonly membershipId: string };
let session: BrowserSession;
let page: Page;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  organization = await world.organization('pro', await world.person('Olga Owner'));
  const { owner, path } = organization;
  admin = await world.member(organization, 'admin', await world.person('Adam Admin'));
  const member = await world.member(organization, 'member', await world.person('Mia Member'));
  await owner.patch(path, { name: 'Globex Sales', timezone: 'Asia/Kolkata' });
  await owner.patch(`${path}/members/${member.membershipId}`, { role: 'viewer' });
  await admin.post(`${path}/leads`, { name: 'Wayne Enterprises' });
  await owner.post(`${path}/api-keys`, { name: 'CRM import', role: 'member' });
  await world.database.admin.query(
    `insert into audit_event (organization_id, id, action, actor_kind, actor_name, target_kind, target_name, changes, at)
     select $1, gen_random_uuid(), 'organization.ownership_transferred', 'system', 'System', 'member', 'Mia Member',
            jsonb_build_object('owner', jsonb_build_object('from', $2::text, 'to', $3::text)), timestamptz '2026-03-12T09:00:00Z'`,
    [organization.id, admin.membershipId, member.membershipId],
  );
  // An event of the last millisecond of a day there, and 120 older ones.
  await world.database.admin.query(
    `insert into audit_event (organization_id, id, action, actor_kind, actor_name, target_kind, target_name, changes, at)
     select $1, gen_random_uuid(), 'lead.created', 'system', 'System', 'record', 'Old lead ' || n, '{}',
            timestamptz '2026-03-10T18:29:59.999Z' - n * interval '1 minute'
     from generate_series(0, 120) n`,
    [organization.id],
  );
});
afterAll(() => fixture.close());

beforeEach(async () => {
  session = await fixture.openSession(admin, { locale: 'en-US' });
  ({ page } = session);
});
afterEach(() => session.close());

const open = (query = '') => session.go(`/o/${organization.id}/settings/audit-log${query}`);
const log = () => page.getByRole('region', { name: 'Audit log' });
const event = (text: string | RegExp) => log().getByRole('listitem').filter({ hasText: text }).first();

it('tells each event in a sentence, by days of the organization’s timezone', async () => {
  await open();
  await event('Olga Owner changed Mia Member from Member to Viewer').waitFor();
  await event('Adam Admin created the lead Wayne Enterprises').waitFor();
  await event('Olga Owner created the API key CRM import').waitFor();
  await open('?to=2026-03-11');
  const day = log().getByRole('region', { name: 'Tuesday, March 10, 2026' });
  await day.getByRole('listitem').filter({ hasText: '11:59 PM' }).filter({ hasText: 'Old lead 0' }).waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
});

it('names the owners of a transfer in its details', async () => {
  await open('?action=organization.ownership_transferred');
  const line = event('transferred ownership to Mia Member');
  await line.locator('time').first().click();
  await line.getByText('Owner: Adam Admin → Mia Member').waitFor();
});

it('shows the details of an event by a click on its line and by the keyboard', async () => {
  await open('?group=organization');
  const line = event(/Olga Owner updated the organization/);
  await line.locator('time').first().click();
  await line.getByText('→ Globex Sales').waitFor();
  const button = line.getByRole('button', { name: /^Details of Olga Owner updated the organization/ });
  expect(await button.getAttribute('aria-expanded')).toBe('true');
  await button.press('Enter');
  await line.getByText('→ Globex Sales').waitFor({ state: 'detached' });
  await button.press('Enter');
  await line.getByText('Name:').waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflowingElements(page)).toEqual([]);
});

it('links people to the members page', async () => {
  await open('?action=member.role_changed');
  await event(/changed Mia/)
    .getByRole('link', { name: 'Mia Member' })
    .click();
  await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
  await page.getByText('Mia Member').first().waitFor();
});

/** From the first day in the address to the last one. */
const daysBetween = ({ searchParams }: URL) =>
  (Date.parse(searchParams.get('to') ?? '') - Date.parse(searchParams.get('from') ?? '')) / 86_400_000;

it('filters by text, group, person and target in the address, and marks the text', async () => {
  await open();
  await log().getByRole('searchbox', { name: 'Search names' }).fill('wayne');
  await page.waitForURL('**?q=wayne');
  await log().locator('mark', { hasText: 'Wayne' }).first().waitFor();
  expect(await log().getByRole('listitem').count()).toBe(1);
  await log().getByRole('button', { name: 'Clear all filters' }).click();
  await log().getByLabel('Group').selectOption('Security');
  await page.waitForURL('**?group=security');
  await event(/API key CRM import/).waitFor();
  await log().getByText('Wayne Enterprises').waitFor({ state: 'detached' });
  await event(/API key CRM import/)
    .getByRole('button')
    .click();
  await log().getByRole('button', { name: 'Show only events about CRM import' }).click();
  await page.waitForURL('**&target=*');
  await log().getByText('changed Mia').waitFor({ state: 'detached' });
  await log().getByRole('button', { name: 'Clear all filters' }).click();
  const person = log().getByRole('combobox', { name: 'Person' });
  await person.fill('adam');
  await page.getByRole('option', { name: /^Adam Admin/ }).click();
  await page.waitForURL(`**?actor=${admin.membershipId}`);
  await log().getByText('Olga Owner').first().waitFor({ state: 'detached' });
  await event(/Adam Admin created the lead/).waitFor();
  await log().getByLabel('To', { exact: true }).focus();
  expect(await person.inputValue()).toBe('Adam Admin');
  await log().getByLabel('To', { exact: true }).fill('2020-01-01');
  await log().getByText('No events match these filters').waitFor();
  await log().getByRole('button', { name: 'Last 7 days' }).click();
  await page.waitForURL((url) => daysBetween(url) === 6);
  await event(/Adam Admin created the lead/).waitFor();
  await open('?from=2026-03-12&to=2026-03-10');
  await log().getByText('“From” is after “To”').waitFor();
  await log().getByRole('button', { name: 'This month' }).click();
  await page.waitForURL((url) => url.searchParams.get('from')?.endsWith('-01') ?? false);
  await event(/Adam Admin created the lead/).waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
});

it('filters by what was changed: a member, an API key or the organization', async () => {
  await open();
  const about = log().getByRole('combobox', { name: 'About' });
  for (const [typed, option, sentence, other] of [
    ['mia', 'Mia Member (', /changed Mia Member from Member to Viewer/, /created the API key/],
    ['crm', 'CRM import (API key)', /created the API key CRM import/, /changed Mia Member/],
    ['globex', 'Globex Sales (organization)', /Olga Owner updated the organization/, /created the API key/],
  ] as const) {
    await about.fill(typed);
    await page.getByRole('option', { name: option }).click();
    expect(await about.inputValue()).toBe(option.split(' (')[0]);
    await event(other).waitFor({ state: 'detached' });
    await event(sentence).waitFor();
  }
  await page.waitForURL(`**?target=${organization.id}`);
  expect(await accessibilityViolations(page)).toEqual([]);
  // The name is known again after a reload, also of a key.
  await log().getByRole('button', { name: 'Clear target filter' }).click();
  await event(/API key CRM import/)
    .getByRole('button')
    .click();
  await log().getByRole('button', { name: 'Show only events about CRM import' }).click();
  await page.waitForURL('**?target=*');
  await page.reload();
  await waitFor('the name of the key', async () => (await about.inputValue()) === 'CRM import');
});

it('loads more when the end is near, and says how many events there are', async () => {
  await open('?to=2026-03-10');
  await log().getByText('50 events so far.').or(log().getByText('100 events so far.')).waitFor();
  await page.mouse.wheel(0, 20_000);
  await log().getByText('100 events so far.').or(log().getByText('End of the log')).waitFor();
  await page.mouse.wheel(0, 40_000);
  await log().getByText('End of the log: 121 events.').waitFor();
});

it('exports what is filtered as CSV and NDJSON', async () => {
  await open('?group=security');
  await event(/API key/).waitFor();
  for (const [format, name, last] of [
    ['CSV', 'audit-events.csv', /# events: 3,/],
    ['NDJSON', 'audit-events.ndjson', /\{"trailer":\{"events":4,/],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).press('Enter');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: format, exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    expect(await readFile(await download.path(), 'utf8')).toMatch(last);
  }
  await page.reload();
  await event('Adam Admin exported the audit log as NDJSON').waitFor();
});
