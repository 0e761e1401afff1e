import pTimeout from 'p-timeout';
import { ModelFailure } from './assistant-model.js';

/**
 * Waits for work until the signal is aborted and, if given, for at most this many milliseconds. The work itself ends
 * a little later, and its result is ignored.
 *
 * @throws {ModelFailure} when the signal is aborted or the time is over
 */
export async function waitWithTimeout<T>(work: Promise<T>, signal: AbortSignal, milliseconds = Infinity): Promise<T> {
  const silence = (): never => {
    throw new ModelFailure('silence');
  };
  try {
    return await pTimeout(work, { milliseconds, signal, fallback: silence });
  } catch (error) {
    throw signal.aborted && error === signal.reason ? new ModelFailure('aborted') : error;
  }
}
