import { createHash } from 'node:crypto';
import type { IdempotencyClaim } from '../platform/database/tenancy.js';
import { Problem, validationFailed } from '../platform/http/problem.js';
import type { ContextRequest } from '../platform/http/request-context.js';

const PRINTABLE = /^[\x21-\x7e]{1,255}$/;

/**
 * The claim of a POST with an `Idempotency-Key`, scoped to caller, method and path.
 *
 * @throws 422 for a key that is not 1 to 255 printable ASCII characters
 */
export function idempotencyClaim(request: ContextRequest, callerId: string, status: number): IdempotencyClaim | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !PRINTABLE.test(key)) {
    throw new Problem(validationFailed, {
      errors: [{ pointer: '/Idempotency-Key', detail: 'The key of this request is not valid. Use another key.' }],
      hint: 'An "Idempotency-Key" is 1 to 255 printable ASCII characters without spaces.',
    });
  }
  const { context } = request;
  return {
    callerId,
    keyHash: sha256(`${callerId}\n${request.method} ${request.path}\n${key}`),
    requestHash: sha256(JSON.stringify(request.body ?? null)),
    // A use case may have answered with another status than its usual one.
    get status() {
      return context.status ?? status;
    },
    replayed: (stored) => {
      context.status = stored;
      context.headers['Idempotent-Replayed'] = 'true';
    },
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
