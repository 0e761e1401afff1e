import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../platform/http/problem.js';

const ATTEMPTS = 4;
const PAUSE = 250;

/**
 * Does what must not be given up at the first try: an answer that is there shall not be lost because the database was busy or
 * away for a moment. What it does may have been done although it failed, so it does no harm twice.
 */
export async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      // A refusal is an answer, and the next one would be the same.
      if (attempt === ATTEMPTS || error instanceof Problem) throw error;
      await delay(PAUSE * 2 ** (attempt - 1));
    }
  }
}
