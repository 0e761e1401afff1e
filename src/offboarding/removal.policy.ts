import type { Permission } from '../access/permissions.policy.js';
import { parseId, type MembershipId } from '../platform/ids/ids.js';

/** Who gets a part of what a removed member owned. */
export interface HandoverShare {
  readonly membershipId: MembershipId;
  /** A whole number from 1; only its proportion to the others counts. */
  readonly weight: number;
}

const MOST_SHARES = 100;
const HEAVIEST = 1_000_000;

/**
 * Reads to whom a removal hands the records over: one membership, or several with their weights, as `id:2,id:1`. Null for
 * what is neither; a weight that is left out is 1.
 */
export function readHandover(text: string): readonly HandoverShare[] | null {
  const shares = text.split(',').map(readShare);
  const read = shares.filter((share) => share !== null);
  const isRepeated = new Set(read.map(({ membershipId }) => membershipId)).size < read.length;
  return read.length < shares.length || read.length > MOST_SHARES || isRepeated ? null : read;
}

function readShare(text: string): HandoverShare | null {
  const [id = '', weight = '1', ...more] = text.split(':');
  const membershipId = parseId<MembershipId>(id);
  if (!membershipId || more.length > 0 || !/^[1-9]\d{0,6}$/.test(weight) || Number(weight) > HEAVIEST) return null;
  return { membershipId, weight: Number(weight) };
}

/** What shall go on working after a removal. */
export interface KeepWishes {
  readonly apiKeys: boolean;
  readonly invitations: boolean;
}

/** Who asks for it. */
export interface KeepRequester {
  /** They leave themselves, or an API key of theirs asks. */
  readonly isLeaver: boolean;
  readonly may: (permission: Permission) => boolean;
}

/** Why something may not be kept. */
export interface KeepRefusal {
  readonly requiredPermission: Permission;
  /** The permission would not help: it is never the choice of the person who leaves. */
  readonly isOwnChoice: boolean;
}

/**
 * What forbids keeping a removed member's API keys or invitations; null: nothing. Both let somebody act for the organization
 * on the word of a person who is not there any more, so another person with the permission has to want it.
 */
export function refusalToKeep(wishes: KeepWishes, { isLeaver, may }: KeepRequester): KeepRefusal | null {
  const needed: Permission[] = [
    ...(wishes.apiKeys ? (['apikeys:manage'] as const) : []),
    ...(wishes.invitations ? (['members:manage'] as const) : []),
  ];
  const [refused] = needed.filter((permission) => isLeaver || !may(permission));
  return refused ? { requiredPermission: refused, isOwnChoice: isLeaver } : null;
}
