/** Returned in place of an answer that did not come in time. */
export const TIMED_OUT = Symbol('late');

/**
 * The promise's value, or {@link TIMED_OUT} after `ms`. Redis clients hold commands back while Redis is unavailable, so nothing
 * here waits for one without a limit. An error that comes too late is dropped.
 */
export async function withTimeout<T>(ms: number, promise: Promise<T>): Promise<T | typeof TIMED_OUT> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof TIMED_OUT>((resolve) => {
    timer = setTimeout(() => {
      resolve(TIMED_OUT);
    }, ms);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
