import { preconditionFailed, Problem } from './problem.js';
import { requestContext } from './request-context.js';

/** Sets the strong `ETag` of a version on the response. */
export function answerWithVersion(version: number): void {
  const context = requestContext.getStore();
  if (context) context.headers['ETag'] = etagOf(version);
}

/** Sets another status than the call's usual one on the response. */
export function answerWithStatus(status: number): void {
  const context = requestContext.getStore();
  if (context) context.status = status;
}

function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * Checks that a change is based on the version that its sender has read (RFC 9110, `If-Match`). Without the header the last
 * write wins.
 *
 * @throws 412 `precondition-failed`
 */
export function requireMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || matchesVersion(ifMatch, version)) return;
  throw new Problem(preconditionFailed);
}

/** One element of a list: nothing, or a tag, and its delimiter. */
const ELEMENT = /[ \t]*(?:(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*)?(?:,|$)/y;

/**
 * Whether an `If-Match` names the version: `*`, or a list with its tag. The service never creates weak tags; only compressing
 * proxies make them out of strong ones. So `W/"1"` is read as the original `"1"`.
 */
export function matchesVersion(ifMatch: string, version: number): boolean {
  return ifMatch.trim() === '*' || tagsIn(ifMatch).includes(etagOf(version));
}

/** The tags of a list, without the weak prefix; none if it is not a list. Parsed element by element, in linear time. */
function tagsIn(ifMatch: string): string[] {
  const tags: string[] = [];
  for (let place = 0; place < ifMatch.length; place = ELEMENT.lastIndex) {
    ELEMENT.lastIndex = place;
    const element = ELEMENT.exec(ifMatch);
    if (element === null) return [];
    if (element[1] !== undefined) tags.push(element[1]);
  }
  return tags;
}
