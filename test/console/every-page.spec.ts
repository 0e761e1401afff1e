import type { Page } from 'playwright-core';
import type { World } from '../support/world.js';
import { lookInside, overhang } from './support/inside.js';
import { castOf, PAGES, untilThere, WAYS, type Cast, type ConsolePage } from './support/map.js';
import { Stage } from './support/stage.js';
import { barriersOn, CONTRAST, type Visitor } from './support/visitor.js';

let stage: Stage;
let world: World;
let cast: Cast;
beforeAll(async () => {
  stage = await Stage.open();
  ({ world } = stage);
  cast = await castOf(world);
});
afterAll(() => stage.close());

/** Opens the page in a browser that has never seen it; answers how many bytes came until it was there. */
async function open(one: ConsolePage): Promise<Visitor & { readonly bytes: number }> {
  const visitor = await stage.visit(cast[one.who]);
  const weight = await weigh(visitor.page);
  await visitor.page.emulateMedia({ reducedMotion: 'reduce' });
  await visitor.go(one.address(cast));
  await untilThere(visitor.page, one);
  return { ...visitor, bytes: weight() };
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
  const visitor = await stage.visit();
  await visitor.go('/sign-in');
  await visitor.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  const { routes } = await lookInside(visitor.page);
  expect(routes.sort()).toEqual([...new Set([...WAYS, ...PAGES.map(({ route }) => route)])].sort());
  await visitor.leave();
});

describe.each(PAGES)('the page $name', (one) => {
  it('weighs less than 250 kB, has no barrier in light and dark, and fits the narrowest screen and 200 % zoom', async () => {
    const visitor = await open(one);
    const { page, bytes } = visitor;
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(250_000);
    expect(await barriersOn(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await barriersOn(page, CONTRAST)).toEqual([]);
    // At 200 % a window of 1280 px is wide enough for 640.
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 720 });
      expect(await overhang(page)).toEqual([]);
    }
    await visitor.leave();
  });
});
