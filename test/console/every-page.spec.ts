import type { Page } from 'playwright-core';
import type { World } from '../support/world.js';
import { readConsoleState, overflowingElements } from './support/console-state.js';
import {
  createConsoleUsers,
  PAGES,
  waitUntilLoaded,
  REDIRECTS,
  type ConsoleUsers,
  type ConsolePage,
} from './support/console-pages.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST, type BrowserSession } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let users: ConsoleUsers;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  users = await createConsoleUsers(world);
});
afterAll(() => fixture.close());

/** Opens the page in a browser that has never seen it; answers how many bytes came until it was there. */
async function open(one: ConsolePage): Promise<BrowserSession & { readonly bytes: number }> {
  const browserSession = await fixture.openSession(users[one.who], {});
  const weight = await weigh(browserSession.page);
  await browserSession.page.emulateMedia({ reducedMotion: 'reduce' });
  await browserSession.go(one.address(users));
  await waitUntilLoaded(browserSession.page, one);
  return { ...browserSession, bytes: weight() };
}

/** Counts what comes over the wire from now on, but for the organization's own logo. */
async function weigh(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  const [logos, sizes] = [new Set<string>(), new Map<string, number>()];
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.includes('/logos/')) logos.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await session.send('Network.enable');
  return () => [...sizes].filter(([id]) => !logos.has(id)).reduce((sum, [, size]) => sum + size, 0);
}

it('knows every page that the router knows', async () => {
  const browserSession = await fixture.openSession();
  await browserSession.go('/sign-in');
  await browserSession.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  const { routes } = await readConsoleState(browserSession.page);
  expect(routes.sort()).toEqual([...new Set([...REDIRECTS, ...PAGES.map(({ route }) => route)])].sort());
  await browserSession.close();
});

describe.each(PAGES)('the page $name', (one) => {
  it('weighs less than 256 kB, has no barrier in light and dark, and fits the narrowest screen and 200 % zoom', async () => {
    const browserSession = await open(one);
    const { page, bytes } = browserSession;
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(256_000);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityViolations(page, CONTRAST)).toEqual([]);
    // At 200 % a window of 1280 px is wide enough for 640.
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 720 });
      expect(await overflowingElements(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
    }
    await browserSession.close();
  });
});

/** What is to be pressed and is smaller than 24 px (WCAG 2.5.8), but for links in a line of text, and a chart's bars: the table below opens the same. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, select, input:not([type="checkbox"], [type="radio"])')]
      .filter(
        (target) =>
          target.checkVisibility() && target.closest('.visually-hidden, thead, .skip, .chart__button') === null,
      )
      .filter((target) => target.offsetWidth > 1 && !(target.tagName === 'A' && target.closest('p') !== null))
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 23.5 || box.width < 23.5)
      .map(({ target, box }) => `${target.textContent}${target.ariaLabel ?? ''}: ${box.width} × ${box.height}`),
  );
}

it('shows how credits were used on the narrowest screen without scrolling sideways', async () => {
  const browserSession = await fixture.openSession(users.owner);
  const { page } = browserSession;
  await page.setViewportSize({ width: 320, height: 720 });
  await page.route('**/billing/credits', async (route) => {
    const answer = await route.fetch();
    const credits = (await answer.json()) as object;
    const usage = ['assistant', 'enrichment', 'call_summaries'].map((feature) => ({ feature, credits: 1_234_567 }));
    await route.fulfill({ response: answer, json: { ...credits, usage } });
  });
  const billing = PAGES.find(({ name }) => name === 'billing');
  if (!billing) throw new Error('There is no page for billing.');
  await browserSession.go(billing.address(users));
  await waitUntilLoaded(page, billing);
  await page.getByText('1,234,567').first().waitFor();
  expect(await overflowingElements(page)).toEqual([]);
  await browserSession.close();
});
