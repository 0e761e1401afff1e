import { preconditionFailed, Problem } from './problem.js';
import { requestContext } from './request-context.js';

/** Puts the strong `ETag` of a version on the answer under way. */
export function answerWithVersion(version: number): void {
  const context = requestContext.getStore();
  if (context) context.headers['ETag'] = etagOf(version);
}

/** Gives the answer under way another status than the call's usual one. */
export function answerWithStatus(status: number): void {
  const context = requestContext.getStore();
  if (context) context.status = status;
}

export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * Holds a change to the version that its sender has seen (RFC 9110, `If-Match`). Without the header the last write wins.
 *
 * @throws 412 `precondition-failed`
 */
export function requireMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined) return;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  // Comparison is strong: a weak tag (W/"1") never matches.
  if (!tags.includes('*') && !tags.includes(etagOf(version))) throw new Problem(preconditionFailed);
}
