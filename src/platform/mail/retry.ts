import { backoffMs } from '../jobs/backoff.js';
import { errorCode } from '../jobs/error-code.js';
import type { MailError } from './mail-error.js';

/**
 * When an email that the server did not accept is tried again: within half a minute however often it was tried, so that all
 * due emails are sent within a minute after the server is available again. The job itself ends it when it is no longer needed.
 */
export function retryOf(error: MailError, attempt: number): { readonly retryAt: Date; readonly error: string } {
  return { retryAt: new Date(Date.now() + backoffMs(attempt)), error: errorCode(error) };
}
