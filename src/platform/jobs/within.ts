/** Returned in place of an answer that did not come in time. */
export const LATE = Symbol('late');

/**
 * The promise's value, or {@link LATE} after `ms`. Redis clients hold commands back while Redis is unavailable, so nothing
 * here waits for one without a limit. An error that comes too late is dropped.
 */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => {
      resolve(LATE);
    }, ms);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
