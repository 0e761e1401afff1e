import { ModelFailure } from './assistant-model.js';

/**
 * Waits for work until the signal is aborted and, if given, for at most this many milliseconds. The work itself ends
 * a little later, and its result is ignored.
 *
 * @throws {ModelFailure} when the signal is aborted or the time is over
 */
export async function waitWithTimeout<T>(work: Promise<T>, signal: AbortSignal, milliseconds?: number): Promise<T> {
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      reject(new ModelFailure('aborted'));
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    if (milliseconds === undefined) return;
    timer = setTimeout(() => {
      reject(new ModelFailure('silence'));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
