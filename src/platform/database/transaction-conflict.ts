import pRetry from 'p-retry';

/** `deadlock_detected` and `serialization_failure`: Postgres ended the transaction in favor of another one. */
const CONFLICTS = new Set(['40P01', '40001']);

const RETRIES = 3;
const FIRST_PAUSE_MS = 10;
const MAX_PAUSE_MS = 250;

/** Whether Postgres ended the transaction because of concurrent transactions: retried, it may succeed. */
export function isTransactionConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CONFLICTS.has(String(error.code));
}

/**
 * Runs a whole transaction, and retries it a few times after a conflict with another one. Pauses are random, so that two
 * transactions do not conflict again.
 *
 * @param transaction begins a new transaction with each call and keeps nothing of the one before
 */
export function retryConflicts<T>(transaction: () => Promise<T>): Promise<T> {
  return pRetry(transaction, {
    retries: RETRIES,
    minTimeout: FIRST_PAUSE_MS,
    maxTimeout: MAX_PAUSE_MS,
    randomize: true,
    shouldRetry: ({ error }) => isTransactionConflict(error),
  });
}
