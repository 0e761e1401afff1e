/** Who wants to change a record's owner. */
export interface OwnerChanger {
  readonly membershipId: string | null;
  /** Whether they have the permission `records:reassign`. */
  readonly mayReassign: boolean;
}

/**
 * Whether this caller may change the owner of a record whose current owner is `ownerId`. Everyone who edits records
 * may hand over their own; another member's and unassigned records need the permission to reassign.
 */
export function mayChangeOwner(ownerId: string | null, { membershipId, mayReassign }: OwnerChanger): boolean {
  return mayReassign || (ownerId !== null && ownerId === membershipId);
}
