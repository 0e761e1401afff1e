import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../platform/http/problem.js';

const ATTEMPTS = 4;
const PAUSE = 250;

/**
 * Retries work that must not fail because the database was busy or unavailable for a moment: an answer that has
 * arrived must not be lost. The work may have been done although it failed, so it must be safe to repeat.
 */
export async function retryWork<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      // A problem is a definite result, and a retry would get the same one.
      if (attempt === ATTEMPTS || error instanceof Problem) throw error;
      await delay(PAUSE * 2 ** (attempt - 1));
    }
  }
}
