import type { Permission } from '../../access/permissions.policy.js';
import { parseId, type MembershipId } from '../../platform/ids/ids.js';

/** The new owner of a part of a removed member's records. */
export interface HandoverShare {
  readonly membershipId: MembershipId;
  /** A whole number from 1. Only its proportion to the others matters. */
  readonly weight: number;
}

const MAX_SHARES = 100;
const MAX_WEIGHT = 1_000_000;

/**
 * Reads the new owners of a removed member's records: one membership, or several with their weights, as `id:2,id:1`.
 * A weight that is left out is 1. Null if the text is neither.
 */
export function readHandover(text: string): readonly HandoverShare[] | null {
  const shares = text.split(',').map(readShare);
  const parsed = shares.filter((share) => share !== null);
  const isRepeated = new Set(parsed.map(({ membershipId }) => membershipId)).size < parsed.length;
  return parsed.length < shares.length || parsed.length > MAX_SHARES || isRepeated ? null : parsed;
}

function readShare(text: string): HandoverShare | null {
  const [id = '', weight = '1', ...more] = text.split(':');
  const membershipId = parseId<MembershipId>(id);
  if (!membershipId || more.length > 0 || !/^[1-9]\d{0,6}$/.test(weight) || Number(weight) > MAX_WEIGHT) return null;
  return { membershipId, weight: Number(weight) };
}

/** The options of a removal: what stays active after it. */
export interface KeepOptions {
  readonly apiKeys: boolean;
  readonly invitations: boolean;
}

/** The caller of the removal. */
export interface KeepRequester {
  /** They leave themselves, or one of their own API keys makes the call. */
  readonly isLeaver: boolean;
  readonly may: (permission: Permission) => boolean;
}

/** Why something may not be kept. */
export interface KeepRefusal {
  readonly requiredPermission: Permission;
  /** The permission would not help: the member who leaves cannot choose it. */
  readonly isOwnChoice: boolean;
}

/**
 * Why a removed member's API keys or invitations may not be kept; null: they may. Both let others act for the
 * organization in the name of a person who is no longer a member, so another person with the permission must choose
 * it.
 */
export function refusalToKeep(options: KeepOptions, { isLeaver, may }: KeepRequester): KeepRefusal | null {
  const needed: Permission[] = [
    ...(options.apiKeys ? (['apikeys:manage'] as const) : []),
    ...(options.invitations ? (['members:manage'] as const) : []),
  ];
  const [refused] = needed.filter((permission) => isLeaver || !may(permission));
  return refused ? { requiredPermission: refused, isOwnChoice: isLeaver } : null;
}
