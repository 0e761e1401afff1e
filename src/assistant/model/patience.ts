import { ModelFailure } from './assistant-model.js';

/**
 * Waits for work until the signal is aborted and, if given, for at most this many milliseconds. The work itself ends
 * a little later, and its result is ignored.
 *
 * @throws {ModelFailure} when the signal is aborted or the time is over
 */
export async function patiently<T>(work: Promise<T>, signal: AbortSignal, milliseconds?: number): Promise<T> {
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  let leave = (): void => undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    leave = () => {
      reject(new ModelFailure('aborted'));
    };
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    if (milliseconds === undefined) return;
    timer = setTimeout(() => {
      reject(new ModelFailure('silence'));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}
