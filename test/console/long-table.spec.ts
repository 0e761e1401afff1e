import type { Page } from 'playwright-core';
import type { World } from '../support/world.js';
import { waitFor } from '../support/wait.js';
import { addManyMembers } from './support/many-members.js';
import { roleOf } from './support/roles.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST } from './support/browser-session.js';

const CROWD = 10_000;
const PAGE = 100;
/** So many rows may be drawn at once, however many there are. */
const FEW = 150;

let fixture: ConsoleFixture;
let world: World;
let crowded: Awaited<ReturnType<World['organization']>>;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  crowded = await world.organization('enterprise', await world.person('Olga Owner'));
  await addManyMembers(world, crowded.id, CROWD);
});
afterAll(() => fixture.close());

const members = (query = '') => `/o/${crowded.id}/settings/members${query}`;
const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const tableOf = (page: Page, rows: number) => page.locator(`table[aria-rowcount="${rows + 1}"]`);

const rowCount = async (page: Page) => Number(await page.locator('table').getAttribute('aria-rowcount')) - 1;

/** By the keyboard: one more page, or more where the end is near. */
async function loadMore(page: Page): Promise<void> {
  const before = await rowCount(page);
  await page.getByRole('button', { name: 'Load more' }).press('Enter');
  await waitFor('more rows', async () => (await rowCount(page)) > before);
}

interface Scrolled {
  /** The numbers of all rows that were seen. */
  readonly seen: number[];
  /** The most that were there at once. */
  readonly most: number;
}

/** Scrolls from the top until so many rows were seen, while more of them are loaded. */
function scrollThrough(page: Page, wanted: number): Promise<Scrolled> {
  return page.evaluate(async (limit) => {
    const seen = new Set<number>();
    let most = 0;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    window.scrollTo(0, 0);
    for (let step = 0; seen.size < limit && step < 5_000; step += 1) {
      // One for the browser to tell of the scrolling, one to draw what it brought into sight.
      await frame();
      await frame();
      most = Math.max(most, document.querySelectorAll('tr').length);
      for (const one of document.querySelectorAll('tbody tr[aria-rowindex]')) {
        const { top: from, bottom } = one.getBoundingClientRect();
        if (bottom > 0 && from < window.innerHeight) seen.add(Number(one.getAttribute('aria-rowindex')));
      }
      window.scrollBy(0, 400);
    }
    return { seen: [...seen].sort((a, b) => a - b), most };
  }, wanted);
}

/** Scrolls until a row begins where the bar at the top ends: a button that the bar half covers is a smaller target. */
function uncoverRow(page: Page): Promise<void> {
  return page.evaluate(() => {
    const bar = Math.max(0, document.querySelector('.frame__top')?.getBoundingClientRect().bottom ?? 0);
    const tops = [...document.querySelectorAll('tbody tr[aria-rowindex]')].map(
      (one) => one.getBoundingClientRect().top,
    );
    window.scrollBy(0, (tops.find((top) => top >= bar) ?? bar) - bar);
  });
}

describe('a table of ten thousand members', () => {
  it.each([
    ['lines', { width: 1280, height: 900 }],
    ['cards on a phone', { width: 390, height: 844 }],
  ])('draws only what is in sight, and lets everything be reached, as %s', async (_layout, size) => {
    const session = await fixture.openSession(crowded.owner);
    const { page } = session;
    await page.setViewportSize(size);
    await session.go(members());
    await tableOf(page, PAGE).waitFor();
    await page.getByText(`100 of 10,001 members shown`).waitFor();
    const { seen, most } = await scrollThrough(page, 5 * PAGE);
    expect(most).toBeLessThan(FEW);
    // The head is row 1.
    expect(seen).toEqual(Array.from(seen, (_row, index) => index + 2));
    expect(await rowCount(page)).toBeLessThanOrEqual(seen.length + 2 * PAGE);
    await row(page, 'Person 00499').waitFor();
    await uncoverRow(page);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await session.close();
  });

  it('loads more of what is looked for, which is in the address', async () => {
    const session = await fixture.openSession(crowded.owner);
    const { page } = session;
    await session.go(members());
    await tableOf(page, PAGE).waitFor();
    await page.getByRole('combobox', { name: 'Filter by role' }).selectOption('Viewer');
    await page.getByRole('searchbox', { name: 'Search members' }).fill('Person 0');
    await page.waitForURL('**?role=viewer&q=Person+0');
    // Another letter is not another step back.
    await page.getByRole('searchbox', { name: 'Search members' }).fill('Person 00');
    await page.waitForURL('**?role=viewer&q=Person+00');
    await page.getByRole('searchbox', { name: 'Search members' }).fill('Person 0');
    await page.waitForURL('**?role=viewer&q=Person+0');
    await row(page, 'Person 00010').waitFor();
    expect(await page.locator('tbody mark').first().textContent()).toBe('Person 0');
    await loadMore(page);
    await loadMore(page);
    await scrollThrough(page, 3 * PAGE);
    await row(page, 'Person 03000').waitFor();
    expect(await roleOf(page, 'Person 03000').textContent()).toBe('Viewer');
    await page.reload();
    await tableOf(page, PAGE).waitFor();
    await row(page, 'Person 00010').waitFor();
    expect(await row(page, 'Person 00011').count()).toBe(0);
    await page.goBack();
    await row(page, 'Person 00001').waitFor({ state: 'detached' });
    await page.waitForURL('**?role=viewer');
    await session.close();
  });

  it('prints every row that is loaded, and draws only what is in sight afterwards', async () => {
    const session = await fixture.openSession(crowded.owner);
    const { page } = session;
    await session.go(members());
    await tableOf(page, PAGE).waitFor();
    await loadMore(page);
    const loaded = await rowCount(page);
    const drawn = () => page.locator('tbody tr[aria-rowindex]').count();
    expect(await drawn()).toBeLessThan(FEW);
    await page.emulateMedia({ media: 'print' });
    await waitFor('every row', async () => (await drawn()) === loaded);
    expect(await page.locator('tbody tr.gap').count()).toBe(0);
    await page.emulateMedia({ media: null });
    await waitFor('the rows in sight', async () => (await drawn()) < FEW);
    // What a browser sends before it takes the picture, and what is drawn by then.
    const drawnAfter = (name: string) =>
      page.evaluate((type) => {
        dispatchEvent(new Event(type));
        return document.querySelectorAll('tbody tr[aria-rowindex]').length;
      }, name);
    expect(await drawnAfter('beforeprint')).toBe(loaded);
    expect(await drawnAfter('afterprint')).toBeLessThan(FEW);
    await session.close();
  });

  it('keeps the focus in its row while that is scrolled out of sight', async () => {
    const session = await fixture.openSession(crowded.owner);
    const { page } = session;
    await session.go(members());
    await tableOf(page, PAGE).waitFor();
    const button = page.getByRole('button', { name: 'Actions for Person 00003' });
    await page.evaluate(() => {
      window.scrollTo(0, 0);
    });
    await button.focus();
    await page.evaluate(() => {
      window.scrollTo(0, document.documentElement.scrollHeight);
    });
    await row(page, 'Person 00100').waitFor();
    expect(await row(page, 'Person 00040').count()).toBe(0);
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Remove member' }).waitFor();
    await session.close();
  });

  it('is searched by the service where a new owner is chosen, and never read as a whole', async () => {
    const seller = await world.member(crowded, 'member', await world.person('Sam Seller'));
    await seller.post(`${crowded.path}/leads`, { name: 'Lead' });
    const session = await fixture.openSession(crowded.owner);
    const { page } = session;
    const asked: URL[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname.endsWith('/members')) asked.push(url);
    });
    await session.go(`/o/${crowded.id}/settings/data-ownership`);
    await page.getByRole('button', { name: 'Reassign Sam Seller' }).click();
    const field = page.getByRole('combobox', { name: 'New owner' });
    await page.getByText('Showing the first 100').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await field.fill('person09999@');
    await page.getByRole('option', { name: 'Person 09999' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('rowheader', { name: 'Person 09999' }).waitFor();
    expect(asked.map(({ searchParams }) => searchParams.get('q'))).toEqual([null, 'person09999@']);
    await page.getByRole('dialog').getByRole('button', { name: 'Reassign' }).click();
    await page.getByText(/^Reassigned 1 record from Sam Seller to Person 09999/).waitFor();
    expect(asked.every(({ searchParams }) => !searchParams.has('cursor'))).toBe(true);
    await session.close();
  });
});
