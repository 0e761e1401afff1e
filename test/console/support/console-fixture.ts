import { openBrowser, type Reader, type TestBrowser } from '../../browser/support/browser.js';
import type { Client } from '../../support/client.js';
import { World } from '../../support/world.js';
import { openSession, openSessionInSharedContext, type BrowserSession } from './browser-session.js';
import { SharedContext } from './shared-context.js';

/** What a test of the console uses: a world, its pages and a browser. */
export class ConsoleFixture {
  private readonly shared: SharedContext;

  private constructor(
    readonly browser: TestBrowser,
    readonly world: World,
    /** Where the pages are. */
    readonly site: string,
  ) {
    this.shared = new SharedContext(browser, site);
  }

  /** @param environment of the service, beside the usual one of tests */
  static async open(environment: Record<string, string> = {}): Promise<ConsoleFixture> {
    const [browser, world] = await Promise.all([openBrowser(), World.start(environment)]);
    return new ConsoleFixture(browser, world, `http://localhost:${world.service.port}`);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.world.stop();
  }

  /**
   * @param person who is signed in already; without one the session starts signed out
   * @param reader with one, even an empty one, the session has a browser context of its own, which has loaded nothing yet
   */
  openSession(person?: Client, reader?: Reader): Promise<BrowserSession> {
    return reader
      ? openSession(this.browser, this.site, person, reader)
      : openSessionInSharedContext(this.shared, this.browser, this.site, person);
  }
}
