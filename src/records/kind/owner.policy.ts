/** Who wants to change a record's owner. */
export interface OwnerChanger {
  readonly membershipId: string | null;
  /** Whether they hold `records:reassign`. */
  readonly mayReassign: boolean;
}

/**
 * Whether this caller may change the owner of a record that belongs to `ownerId` now. Everybody who edits records may give
 * their own away; what is another's, or nobody's, takes the permission to reassign.
 */
export function mayChangeOwner(ownerId: string | null, { membershipId, mayReassign }: OwnerChanger): boolean {
  return mayReassign || (ownerId !== null && ownerId === membershipId);
}
