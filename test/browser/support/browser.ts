import { chromium, type Page } from 'playwright-core';

/** Set by the run's setup where there is one. */
const CHROMIUM = process.env['CHROMIUM'];

// Nothing of the browser's own may call out while it is tested.
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Tabs of one context share a process, and with it the console's code.
  '--process-per-site',
];

export interface Reader {
  readonly locale?: string;
  /** Where the reader is. */
  readonly timezoneId?: string;
  /** Whether the screen is touched, as a phone's is. */
  readonly hasTouch?: boolean;
  readonly isMobile?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** So long is waited for what a page shall show. */
export const PATIENCE_MS = 30_000;

export interface TestBrowser {
  /** A page with cookies of its own; `locale` is what its reader has set, such as `de-DE`. */
  page(reader?: Reader): Promise<Page>;
  close(): Promise<void>;
}

/** @param hosts ports of this machine at which certain hosts are found by https, whose certificates count unseen */
export async function openBrowser(hosts: Readonly<Record<string, number>> = {}): Promise<TestBrowser> {
  if (!CHROMIUM) {
    throw new Error('The browser tests need Chromium: "npm test" brings one, or name one in CHROMIUM.');
  }
  const rules = Object.entries(hosts).map(([host, port]) => `MAP ${host} 127.0.0.1:${port}`);
  const args = [...ARGUMENTS, `--host-resolver-rules=${rules.join(', ')}`];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  return {
    page: async (reader = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        ignoreHTTPSErrors: rules.length > 0,
        ...reader,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      return page;
    },
    close: () => browser.close(),
  };
}

/** What the page's console says is wrong, and what it could not load, from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    // A page that is left breaks its own polling off.
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()} ${reason}`);
  });
  return complaints;
}
