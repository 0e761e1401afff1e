import pRetry from 'p-retry';
import { Problem } from '../../platform/http/problem.js';

const RETRIES = 3;
const FIRST_PAUSE_MS = 250;

/**
 * Retries work that must not fail because the database was busy or unavailable for a moment: an answer that has
 * arrived must not be lost. The work may have been done although it failed, so it must be safe to repeat.
 */
export function retryWork<T>(work: () => Promise<T>): Promise<T> {
  return pRetry(work, {
    retries: RETRIES,
    minTimeout: FIRST_PAUSE_MS,
    // A problem is a definite result, and a retry would get the same one.
    shouldRetry: ({ error }) => !(error instanceof Problem),
  });
}
