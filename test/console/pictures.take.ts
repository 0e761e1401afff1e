import { mkdirSync } from 'node:fs';
import { openBrowser, type TestBrowser } from '../browser/support/browser.js';
import { World } from '../support/world.js';
import { createConsoleUsers, PAGES, waitUntilLoaded } from './support/console-pages.js';
import { openSession, type BrowserSession } from './support/browser-session.js';

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

async function take({ page }: BrowserSession, name: string): Promise<void> {
  for (const [width, height] of ALL === undefined ? ([[1280, 800]] as const) : SIZES) {
    for (const colorScheme of ALL === undefined ? (['light'] as const) : (['light', 'dark'] as const)) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy="true"]') === null);
      const file = ALL === undefined ? name : `${name}-${width}-${colorScheme}`;
      await page.screenshot({ path: `${FOLDER}/${file}.png`, fullPage: ALL !== undefined, animations: 'disabled' });
    }
  }
}

/** The preview of a removal, which is a dialog of the members' page. */
async function takeRemoval(session: BrowserSession): Promise<void> {
  const { page } = session;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Actions for Grace Hopper' }).click();
  await page.getByRole('menuitem', { name: 'Remove member' }).click();
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: /to confirm/ })
    .waitFor();
  await take(session, 'removal');
}

it('takes a picture of every page', async () => {
  const users = await createConsoleUsers(world);
  for (const one of PAGES) {
    const session = await openSession(browser, site, users[one.who]);
    await session.go(one.address(users));
    await waitUntilLoaded(session.page, one);
    await take(session, one.name);
    if (one.name === 'members') await takeRemoval(session);
    await session.page.context().close();
  }
}, 300_000);
