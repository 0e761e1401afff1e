import type { Page } from 'playwright-core';
import type { World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';
import type { BrowserSession } from './support/browser-session.js';
import { addManyMembers } from './support/many-members.js';

/** What the members' page may load with an empty cache, with the notifications and the stream that keeps it up to date. */
const MOST = { requests: 16, kilobytes: 198 };

let fixture: ConsoleFixture;
let organization: Awaited<ReturnType<World['organization']>>;
let session: BrowserSession;
let page: Page;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  const { world } = fixture;
  organization = await world.organization('enterprise', await world.person('Olga Owner'));
  await addManyMembers(world, organization.id, 49);
  // A new organization has the first steps besides, which ask for its leads and deals.
  await world.database.admin.query(
    `update organization set created_at = created_at - interval '31 days' where organization_id = $1`,
    [organization.id],
  );
});
afterAll(() => fixture.close());
beforeEach(async () => {
  session = await fixture.openSession(organization.owner);
  ({ page } = session);
});
afterEach(() => session.close());

const members = () => `/o/${organization.id}/settings/members`;
const isOverlays = (url: string) => /\/assets\/overlays-[\w-]+\.js$/.test(url);

describe('the first load of the members', () => {
  it(`is at most ${MOST.requests} requests and ${MOST.kilobytes} kB`, async () => {
    const urls: string[] = [];
    let bytes = 0;
    const protocol = await page.context().newCDPSession(page);
    await protocol.send('Network.enable');
    protocol.on('Network.requestWillBeSent', ({ request }) => urls.push(request.url));
    protocol.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    // Opened last, when the page has what it shows.
    const streamOpened = page.waitForResponse((response) => response.url().endsWith('/stream'));
    await session.go(members());
    await page.getByRole('rowheader', { name: 'Person 00001' }).waitFor();
    await streamOpened;
    const requests = urls.filter((url) => url.startsWith('http'));
    expect(requests.slice(MOST.requests).length === 0 ? [] : requests).toEqual([]);
    expect(bytes / 1_000).toBeLessThan(MOST.kilobytes);
    expect(urls.some(isOverlays)).toBe(false);
  });

  it('loads the menus and dialogs when the reader first moves', async () => {
    await session.go(members());
    await page.getByRole('rowheader', { name: 'Person 00001' }).waitFor();
    const loaded = page.waitForResponse((response) => isOverlays(response.url()));
    await page.mouse.move(300, 300);
    expect((await loaded).status()).toBe(200);
    await page.getByRole('button', { name: 'Actions for Person 00001' }).click();
    await page.getByRole('menuitem', { name: 'Remove member' }).waitFor();
  });
});

describe('the selector of a thousand organizations', () => {
  it('lists fifty, and finds any other by its name', async () => {
    await page.route('**/api/v1/me', async (route) => {
      const response = await route.fetch();
      const me = (await response.json()) as { organizations: { id: string; name: string }[] };
      const [one] = me.organizations;
      const others = Array.from({ length: 999 }, (_, number) => ({
        ...one,
        id: `01a22dd7-554e-7000-8000-${String(number).padStart(12, '0')}`,
        name: `Organization ${number}`,
      }));
      await route.fulfill({ response, json: { ...me, organizations: [...me.organizations, ...others] } });
    });
    await session.go(members());
    await page.getByRole('button', { name: 'Switch organization' }).click();
    await page.getByText('950 more organizations. Search to find them.').waitFor();
    expect(await page.getByRole('menuitem').count()).toBe(51);
    await page.keyboard.type('Organization 998');
    await page.getByRole('menuitem', { name: 'Organization 998' }).waitFor();
    await page.getByRole('menuitem', { name: 'Create organization' }).waitFor();
    expect(await page.getByRole('menuitem').count()).toBe(2);
    await page.keyboard.type(' and no other');
    await page.getByRole('menuitem', { name: 'Organization 998' }).waitFor({ state: 'detached' });
    await page.getByRole('menuitem', { name: 'Create organization' }).waitFor();
  });
});
