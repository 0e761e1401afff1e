import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

const QUIET_MS = 500;

/** What a page's own list or form looks like once it can be used. */
const READY = 'main h1, form';

/** One Chromium; each page is opened in a profile of its own, so its cache is empty. */
export async function openChromium(executablePath) {
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  return {
    /** Loads a page and answers what it cost. */
    async load(site, target, conditions) {
      const opened = await openPage(browser, target, conditions);
      try {
        await opened.page.goto(`${site}${target.path}`);
        await opened.page.locator(READY).first().waitFor();
        await opened.untilLoaded();
        return { ...opened.traffic(), ...(await opened.page.evaluate(() => globalThis.figures())) };
      } finally {
        await opened.close();
      }
    },
    open: (target, conditions) => openPage(browser, target, conditions),
    stop: () => browser.close(),
  };
}

async function openPage(browser, { token }, { processor, network }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  if (token) await page.addInitScript((signedIn) => sessionStorage.setItem('session-token', signedIn), token);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const seen = { requests: 0, bytes: 0, pending: new Set(), changedAt: performance.now() };
  const endOf = ({ requestId }) => {
    seen.pending.delete(requestId);
    seen.changedAt = performance.now();
  };
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!request.url.startsWith('http')) return;
    seen.requests += 1;
    seen.changedAt = performance.now();
    // The stream of live updates stays open.
    if (!request.url.endsWith('/stream')) seen.pending.add(requestId);
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (seen.bytes += encodedDataLength));
  session.on('Network.loadingFinished', endOf);
  session.on('Network.loadingFailed', endOf);
  await session.send('Emulation.setCPUThrottlingRate', { rate: processor });
  if (network) {
    const throughput = network.bitsPerSecond / 8;
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: network.latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
  }
  return {
    page,
    /** Until nothing was loaded for half a second. */
    async untilLoaded() {
      while (seen.pending.size > 0 || performance.now() - seen.changedAt < QUIET_MS) await delay(QUIET_MS / 5);
    },
    traffic: () => ({ requests: seen.requests, kilobytes: seen.bytes / 1_000 }),
    close: () => context.close(),
  };
}

/** Runs in the page before anything else: notes when what was painted, and how long actions took until their next frame. */
function watch() {
  const seen = { paint: 0, largest: 0, frame: 0, blocked: 0, actions: new Map() };
  const observe = (type, note, options) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...options });
  observe('paint', ({ name, startTime }) => {
    if (name === 'first-paint') seen.paint = startTime;
  });
  observe('largest-contentful-paint', ({ startTime }) => (seen.largest = startTime));
  observe('longtask', ({ duration }) => (seen.blocked += Math.max(0, duration - 50)));
  observe(
    'event',
    ({ interactionId, duration }) => {
      if (interactionId > 0) seen.actions.set(interactionId, Math.max(duration, seen.actions.get(interactionId) ?? 0));
    },
    { durationThreshold: 16 },
  );
  new MutationObserver((_changes, observer) => {
    if (!document.querySelector('.frame__side a, form')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (seen.frame = performance.now())));
  }).observe(document, { childList: true, subtree: true });
  globalThis.figures = () => ({ paint: seen.paint, largest: seen.largest, frame: seen.frame, blocked: seen.blocked });
  /** The longest action since this was asked last. */
  globalThis.longestAction = () => {
    const longest = Math.max(0, ...seen.actions.values());
    seen.actions.clear();
    return longest;
  };
}
