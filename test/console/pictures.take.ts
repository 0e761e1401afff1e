import { mkdirSync } from 'node:fs';
import { openBrowser, type TestBrowser } from '../browser/support/browser.js';
import { World } from '../support/world.js';
import { castOf, PAGES, untilThere } from './support/map.js';
import { visit, type Visitor } from './support/visitor.js';

// No test: `npx jest --testMatch '<rootDir>/test/console/pictures.take.ts'` takes the pictures of docs/console.md again. With
// `PICTURES=/some/folder` it takes every page at 390, 1280 and 1920 px, light and dark, to be looked at.

const ALL = process.env['PICTURES'];
const FOLDER = ALL ?? 'docs/images/console';

let browser: TestBrowser;
let world: World;
let site: string;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  [browser, world] = await Promise.all([openBrowser(), World.start()]);
  site = `http://localhost:${world.service.port}`;
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

const SIZES = [
  [390, 844],
  [1280, 800],
  [1920, 1080],
] as const;

async function take({ page }: Visitor, name: string): Promise<void> {
  for (const [width, height] of ALL === undefined ? ([[1280, 800]] as const) : SIZES) {
    for (const colorScheme of ALL === undefined ? (['light'] as const) : (['light', 'dark'] as const)) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForLoadState('networkidle');
      const file = ALL === undefined ? name : `${name}-${width}-${colorScheme}`;
      await page.screenshot({ path: `${FOLDER}/${file}.png`, fullPage: ALL !== undefined, animations: 'disabled' });
    }
  }
}

/** The preview of a removal, which is a dialog of the members' page. */
async function takeRemoval(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Actions for Grace Hopper' }).click();
  await page.getByRole('menuitem', { name: 'Remove member' }).click();
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: /to confirm/ })
    .waitFor();
  await take(visitor, 'removal');
}

it('takes a picture of every page', async () => {
  const cast = await castOf(world);
  for (const one of PAGES) {
    const visitor = await visit(browser, site, cast[one.who]);
    await visitor.go(one.address(cast));
    await untilThere(visitor.page, one);
    await take(visitor, one.name);
    if (one.name === 'members') await takeRemoval(visitor);
    await visitor.page.context().close();
  }
}, 300_000);
