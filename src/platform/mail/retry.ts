import { backoffMs } from '../jobs/backoff.js';
import { errorCode } from '../jobs/error-code.js';
import type { MailError } from './mail-error.js';

/**
 * When a mail that the server did not take is tried again: within half a minute however often it was tried, so that all that is owed is
 * sent within a minute after the server is back. The job itself ends it when it is no longer wanted.
 */
export function retryOf(error: MailError, attempt: number): { readonly retryAt: Date; readonly error: string } {
  return { retryAt: new Date(Date.now() + backoffMs(attempt)), error: errorCode(error) };
}
