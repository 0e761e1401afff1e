import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { complaintsOf, PATIENCE_MS, type Reader, type TestBrowser } from '../../browser/support/browser.js';
import type { Client } from '../../support/client.js';
import type { SharedContext } from './shared-context.js';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** Someone in a browser of their own, in front of the console. */
export interface BrowserSession {
  readonly page: Page;
  /** What the browser's console complained of, a breach of the policy included. */
  readonly complaints: string[];
  /** Goes to an address of the console. */
  go(path: string): Promise<void>;
  /** Ends the session; throws where there was a complaint. */
  close(): Promise<void>;
}

/** @param person who is signed in already; without one the session starts signed out */
export async function openSession(
  browser: TestBrowser,
  site: string,
  person?: Client,
  reader?: Reader,
): Promise<BrowserSession> {
  const page = await browser.page(reader);
  return begin(page, site, person);
}

/** A session in the context that others have used before; in one of its own while another session uses that. */
export async function openSessionInSharedContext(
  shared: SharedContext,
  browser: TestBrowser,
  site: string,
  person?: Client,
): Promise<BrowserSession> {
  const page = await shared.take();
  return page ? begin(page, site, person, () => shared.release()) : openSession(browser, site, person);
}

/** Another tab of the same browser. */
export async function openSessionInNewTab(
  { page }: BrowserSession,
  site: string,
  person: Client,
): Promise<BrowserSession> {
  const tab = await page.context().newPage();
  tab.setDefaultTimeout(PATIENCE_MS);
  return begin(tab, site, person);
}

async function begin(
  page: Page,
  site: string,
  person?: Client,
  end = () => page.context().close(),
): Promise<BrowserSession> {
  const complaints = complaintsOf(page);
  if (person?.token) {
    await page.addInitScript((token) => {
      // Only at the first page: signing out has to last.
      if (sessionStorage.length === 0 && window.name === '') {
        sessionStorage.setItem('session-token', token);
        sessionStorage.setItem('signed-in-at', String(Date.now()));
      }
      window.name = 'opened';
    }, person.token);
  }
  return {
    page,
    complaints,
    go: async (path) => {
      await page.goto(`${site}${path}`);
    },
    close: async () => {
      // A refusal that a test provokes is noted by the browser as well.
      expect(
        complaints.filter((complaint) => !/^Failed to load resource: .* status of 4\d\d /.test(complaint)),
      ).toEqual([]);
      await end();
    },
  };
}

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All that the scheme of colours changes. */
export const CONTRAST = ['color-contrast'];

/** What axe finds wrong with the page as it is, in words. */
export async function accessibilityViolations(page: Page, rules = EVERYTHING): Promise<string[]> {
  // Wait for animations to finish, except endless ones.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished.catch(() => null)),
    ),
  );
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  // Only what is wrong is sent back: all that axe looked at is megabytes.
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run: (where: object, options: object) => Promise<AxeResults> } };
    // An announcement is removed after a moment and may refer to elements that no longer exist.
    const { violations } = await axe.run(
      { exclude: ['[data-live-announcer]'] },
      { runOnly, resultTypes: ['violations'] },
    );
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} ${String(target)}`));
  }, rules);
}
