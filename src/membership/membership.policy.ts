import { outranks, type Role } from '../access/permissions.policy.js';
import { type ProblemKind } from '../platform/http/problem.js';
import { permissionDenied } from '../access/access.problems.js';
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
  /** Whose role is changed: the caller's own, or another member's. */
  readonly whose: 'own' | 'another';
}

/** Why this member's role cannot be changed; null: it can. Members can only lower their own role. */
export function refusalOfRoleChange(member: MemberState, { to, whose }: RoleChange): ProblemKind | null {
  if (member.status !== 'active') return memberNotActive;
  if (member.role === 'owner') return ownerRoleIsFixed;
  return whose === 'own' && outranks(to, member.role) ? permissionDenied : null;
}

/** Why this member cannot be removed, by anyone including themselves; null: they can. */
export function refusalOfRemoval(member: MemberState): ProblemKind | null {
  if (member.status !== 'active') return memberNotActive;
  return member.role === 'owner' ? ownerCannotLeave : null;
}

/** Why this member cannot own records; null: they can. Viewers only have read access. */
export function refusalAsRecordOwner(member: MemberState | undefined): ProblemKind | null {
  return member?.status === 'active' && member.role !== 'viewer' ? null : newOwnerNotActive;
}

/** Why the ownership cannot be transferred to this member; null: it can. */
export function refusalAsNewOwner(member: MemberState): ProblemKind | null {
  return member.status === 'active' && member.role === 'admin' ? null : newOwnerMustBeAdmin;
}

/** Days within which a removal can be undone. */
export const DAYS_TO_REINSTATE = 7;

export interface RemovedMember {
  readonly status: 'active' | 'removed';
  /** Whether the days to reinstate have passed. */
  readonly isTooLate: boolean;
  /** Whether the person is a member again by another membership. */
  readonly isMemberAgain: boolean;
  readonly isAccountDeleted: boolean;
  /** Whether the request comes from an API key that the removed member created: members cannot reinstate themselves. */
  readonly isByOwnKey: boolean;
}

/** Why a removal cannot be undone; null: it can. Whether a seat is free is checked separately. */
export function refusalOfReinstatement(member: RemovedMember): ProblemKind | null {
  if (member.status === 'active' || member.isMemberAgain) return alreadyAMember;
  if (member.isByOwnKey) return permissionDenied;
  if (member.isAccountDeleted) return accountDeleted;
  return member.isTooLate ? reinstatementExpired : null;
}
