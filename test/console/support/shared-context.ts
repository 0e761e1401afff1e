import type { Page } from 'playwright-core';
import { PATIENCE_MS, type TestBrowser } from '../../browser/support/browser.js';

/**
 * A browser context that sessions use one after another. The console's code stays loaded in it, so that a page costs less than
 * half the processor time of one in a context of its own. Each session begins with a new tab and empty storage.
 */
export class SharedContext {
  /** Stays open beside the sessions, so that the context keeps its process. It is not a page of the console. */
  private placeholder: Page | null = null;
  private isTaken = false;

  constructor(
    private readonly browser: TestBrowser,
    private readonly site: string,
  ) {}

  /** A new tab; null while another session uses the context, since tabs of one browser share a sign-in. */
  async take(): Promise<Page | null> {
    if (this.isTaken) return null;
    this.isTaken = true;
    // A test may have closed the context.
    if (!this.placeholder || this.placeholder.isClosed()) {
      this.placeholder = await this.browser.page();
      await this.placeholder.goto(`${this.site}/health/live`);
    }
    const page = await this.placeholder.context().newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    return page;
  }

  /** Closes the session's tabs and removes what they have stored. */
  async release(): Promise<void> {
    const { placeholder } = this;
    if (placeholder && !placeholder.isClosed()) {
      const context = placeholder.context();
      const tabs = context.pages().filter((tab) => tab !== placeholder);
      await Promise.all(tabs.map((tab) => tab.close()));
      await Promise.all([
        context.clearCookies(),
        context.clearPermissions(),
        placeholder.evaluate(() => {
          localStorage.clear();
        }),
      ]);
    }
    this.isTaken = false;
  }
}
