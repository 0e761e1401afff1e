import type { Role } from '../access/permissions.policy.js';

/** A member who might take over. */
export interface Candidate {
  readonly id: string;
  readonly role: Role;
  /** RFC 3339 in UTC with milliseconds, so that the texts sort like the times. */
  readonly joinedAt: string;
  /** `gone`: their own account was deleted as well, and only their membership has not ended yet. */
  readonly account: 'live' | 'gone';
}

/** Who may follow an owner, the first choice first. A viewer only looks, and is never made to own. */
const SUCCESSION = ['admin', 'member'] as const satisfies readonly Role[];

/**
 * Who becomes owner when the owner's account is gone: the admin who joined first, else the member who did; null when only
 * viewers are left, or nobody. Those who joined at the same moment go by the order of their ids.
 */
export function chooseSuccessor<T extends Candidate>(candidates: readonly T[]): T | null {
  const living = candidates.filter(({ account }) => account === 'live');
  for (const role of SUCCESSION) {
    const [first] = living.filter((candidate) => candidate.role === role).sort(byJoining);
    if (first) return first;
  }
  return null;
}

function byJoining(a: Candidate, b: Candidate): number {
  return compare(a.joinedAt, b.joinedAt) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
