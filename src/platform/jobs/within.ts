/** Stands for an answer that did not come in time. */
export const LATE = Symbol('late');

/**
 * The promise's answer, or {@link LATE} after `ms`. Redis clients hold commands back for as long as Redis is gone, so
 * nothing here waits for one without a limit. A failure that comes too late is dropped.
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
