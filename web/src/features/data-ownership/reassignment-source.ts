import type { RecordOwner } from './queries';

/** The records that are to be reassigned. */
export interface ReassignmentSource {
  /** "Ada Lovelace’s records". */
  readonly name: string;
  readonly from: string;
  readonly previousOwnerId: string | null;
}

/** Records that never had an owner are reassigned only with all unassigned records: the service cannot select them alone. */
export function sourceOf({ membershipId, name, previousOwnerId, status }: RecordOwner): ReassignmentSource | null {
  if (status !== 'unassigned') {
    return membershipId === null
      ? null
      : { name: `${name ?? ''}’s records`, from: membershipId, previousOwnerId: null };
  }
  return previousOwnerId === null
    ? null
    : { name: `${name ?? 'a member'}’s former records`, from: 'unassigned', previousOwnerId };
}
