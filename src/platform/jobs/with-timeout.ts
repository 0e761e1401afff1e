import pTimeout from 'p-timeout';

/** Returned in place of an answer that did not come in time. */
export const TIMED_OUT = Symbol('late');

/**
 * The promise's value, or {@link TIMED_OUT} after `ms`. Redis clients hold commands back while Redis is unavailable, so nothing
 * here waits for one without a limit. An error that comes too late is dropped.
 */
export function withTimeout<T>(ms: number, promise: Promise<T>): Promise<T | typeof TIMED_OUT> {
  return pTimeout(promise, { milliseconds: ms, fallback: (): typeof TIMED_OUT => TIMED_OUT });
}
