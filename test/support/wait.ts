import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the answer is truthy; fails with what was waited for. Tests wait for conditions, never for time. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  limit = 30_000,
): Promise<T> {
  const end = Date.now() + limit;
  let last: unknown;
  do {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await delay(25);
  } while (Date.now() < end);
  throw new Error(`Waited ${limit} ms in vain for ${what}.`, { cause: last });
}
