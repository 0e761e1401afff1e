import type { Role } from '../../access/permissions.policy.js';

/** A member who may become the owner. */
export interface Candidate {
  readonly id: string;
  readonly role: Role;
  /** RFC 3339 in UTC with milliseconds, so that the texts sort like the times. */
  readonly joinedAt: string;
  /** `deleted`: their own account was deleted as well, and only their membership has not ended yet. */
  readonly account: 'active' | 'deleted';
}

/** The roles that a new owner may have, the first choice first. A viewer can only read, and is never made an owner. */
const NEW_OWNER_ROLES = ['admin', 'member'] as const satisfies readonly Role[];

/**
 * The new owner when the owner's account was deleted: the admin who joined first, otherwise the member who joined
 * first; null if only viewers are left, or no members. Members who joined at the same time are sorted by their IDs.
 */
export function chooseNewOwner<T extends Candidate>(candidates: readonly T[]): T | null {
  const withActiveAccount = candidates.filter(({ account }) => account === 'active');
  for (const role of NEW_OWNER_ROLES) {
    const [first] = withActiveAccount.filter((candidate) => candidate.role === role).sort(byJoining);
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
