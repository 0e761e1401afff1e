import { ModelFailure } from './assistant-model.js';

/**
 * Waits for work no longer than until the signal is aborted, and, where it is said, so many milliseconds. Work that nobody waits
 * for any more ends by itself a little later, unheard.
 *
 * @throws {ModelFailure} when patience has ended
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
