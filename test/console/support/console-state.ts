import type { Page } from 'playwright-core';

/** What the console's memory holds, found through the tree that React keeps at its place in the page. */
interface ConsoleState {
  /** The router's paths. */
  readonly routes: string[];
  /** The query cache and what was answered to changes, as JSON. */
  readonly memory: string;
}

/** Reads the state of the running console: no page shows which routes there are, nor what is still cached. */
export function readConsoleState(page: Page): Promise<ConsoleState> {
  return page.evaluate(() => {
    interface Fiber {
      readonly memoizedProps: Record<string, unknown> | null;
      readonly child: Fiber | null;
      readonly sibling: Fiber | null;
    }
    interface Cache {
      getAll(): {
        readonly queryKey?: unknown;
        readonly state: { readonly data: unknown; readonly variables?: unknown };
      }[];
    }
    interface Remembering {
      getQueryCache(): Cache;
      getMutationCache(): Cache;
    }
    const place = document.getElementById('console');
    const root = Object.entries(place ?? {}).find(([name]) => name.startsWith('__reactContainer$'))?.[1] as Fiber;
    const propOf = (name: string): unknown => {
      const waiting: (Fiber | null)[] = [root];
      while (waiting.length > 0) {
        const fiber = waiting.pop();
        if (!fiber) continue;
        if (fiber.memoizedProps && typeof fiber.memoizedProps === 'object' && name in fiber.memoizedProps) {
          return fiber.memoizedProps[name];
        }
        waiting.push(fiber.sibling, fiber.child);
      }
      throw new Error(`Nothing in the page is given ${name}.`);
    };
    const client = propOf('client') as Remembering;
    const { routesByPath } = propOf('router') as { readonly routesByPath: object };
    const kept = [client.getQueryCache(), client.getMutationCache()].flatMap((cache) =>
      cache.getAll().map(({ queryKey, state: { data, variables } }) => ({ queryKey, data, variables })),
    );
    return { routes: Object.keys(routesByPath), memory: JSON.stringify(kept) };
  });
}

/** Everything in which the page could keep something: what it shows, its memory, and the tab's storage. */
export async function traces(page: Page): Promise<string> {
  const storage = await page.evaluate(() =>
    JSON.stringify([localStorage, sessionStorage].map((kept) => Object.entries(kept))),
  );
  return [await page.content(), (await readConsoleState(page)).memory, storage].join('\n');
}

/** Elements that overflow the page horizontally, where nothing can be scrolled to them. */
export function overflowingElements(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX) ||
        scrolls(element.parentElement));
    const found = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right, width: own } = element.getBoundingClientRect();
      return own > 1 && (right > width + 1 || left < -1) && !scrolls(element);
    });
    const wide =
      document.documentElement.scrollWidth > width ? [`${document.documentElement.scrollWidth} px wide`] : [];
    return [
      ...wide,
      ...found.map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`),
    ];
  });
}
