import { outranks, type Role } from '../access/permissions.policy.js';
import { permissionDenied, type ProblemKind } from '../platform/http/problem.js';
import {
  accountDeleted,
  alreadyAMember,
  memberNotActive,
  newOwnerMustBeAdmin,
  newOwnerNotActive,
  ownerCannotLeave,
  ownerRoleIsFixed,
  reinstatementExpired,
} from './membership.problems.js';

export interface MemberState {
  readonly role: Role;
  readonly status: 'active' | 'removed';
}

/** A change of a member's role to admin, member or viewer. */
export interface RoleChange {
  readonly to: Role;
  /** Whose role it is: the caller's own, or another member's. */
  readonly whose: 'own' | 'another';
}

/** What forbids a change of this member's role; null: nothing. One's own role can be changed downwards only. */
export function refusalOfRoleChange(member: MemberState, { to, whose }: RoleChange): ProblemKind | null {
  if (member.status !== 'active') return memberNotActive;
  if (member.role === 'owner') return ownerRoleIsFixed;
  return whose === 'own' && outranks(to, member.role) ? permissionDenied : null;
}

/** What forbids the removal of this member, by whomever, themselves included; null: nothing. */
export function refusalOfRemoval(member: MemberState): ProblemKind | null {
  if (member.status !== 'active') return memberNotActive;
  return member.role === 'owner' ? ownerCannotLeave : null;
}

/** What forbids this member to own records; null: nothing. Viewers only look. */
export function refusalAsRecordOwner(member: MemberState | undefined): ProblemKind | null {
  return member?.status === 'active' && member.role !== 'viewer' ? null : newOwnerNotActive;
}

/** What forbids to hand the ownership to this member; null: nothing. */
export function refusalAsNewOwner(member: MemberState): ProblemKind | null {
  return member.status === 'active' && member.role === 'admin' ? null : newOwnerMustBeAdmin;
}

/** Days in which a removal can be undone. */
export const DAYS_TO_REINSTATE = 7;

export interface RemovedMember {
  readonly status: 'active' | 'removed';
  /** Whether the days to reinstate are over. */
  readonly isTooLate: boolean;
  /** Whether the person is a member again by another membership. */
  readonly isMemberAgain: boolean;
  readonly isAccountDeleted: boolean;
  /** Whether an API key asks for it that the removed member made: no one reinstates themselves. */
  readonly isByOwnKey: boolean;
}

/** What forbids to undo a removal; null: nothing. Whether a seat is free is another question. */
export function refusalOfReinstatement(member: RemovedMember): ProblemKind | null {
  if (member.status === 'active' || member.isMemberAgain) return alreadyAMember;
  if (member.isByOwnKey) return permissionDenied;
  if (member.isAccountDeleted) return accountDeleted;
  return member.isTooLate ? reinstatementExpired : null;
}
