import { defineProblem } from '../platform/http/problem.js';

export const memberNotFound = defineProblem({
  code: 'member-not-found',
  status: 404,
  title: 'Member not found',
  detail: 'This person is not a member of the organization. Choose someone from the list of members.',
  hint: 'Use the ID of the membership, not of the user.',
});
export const ownerRoleIsFixed = defineProblem({
  code: 'owner-role-is-fixed',
  status: 409,
  title: 'The owner’s role cannot be changed',
  detail:
    'The owner’s role cannot be changed. Transfer the ownership to an admin first; the previous owner then becomes an admin.',
});
export const ownerCannotLeave = defineProblem({
  code: 'owner-cannot-leave',
  status: 409,
  title: 'The owner cannot be removed',
  detail: 'The owner cannot leave or be removed. Transfer the ownership to an admin first, or delete the organization.',
});
export const memberNotActive = defineProblem({
  code: 'member-not-active',
  status: 409,
  title: 'This member has been removed',
  detail: 'This member has been removed. Reinstate them within seven days of the removal, or send a new invitation.',
});
export const alreadyAMember = defineProblem({
  code: 'already-a-member',
  status: 409,
  title: 'Already a member',
  detail: 'This person is already a member. You can change their role in the list of members.',
});
export const newOwnerNotActive = defineProblem({
  code: 'new-owner-not-active',
  status: 409,
  title: 'This member cannot own records',
  detail: 'This member cannot own records. Choose an active member who is not a viewer.',
});
export const newOwnerMustBeAdmin = defineProblem({
  code: 'new-owner-must-be-admin',
  status: 409,
  title: 'Only an admin can become the owner',
  detail: 'Only an admin can become the owner. Make the member an admin first, then transfer the ownership.',
});
export const reinstatementExpired = defineProblem({
  code: 'reinstatement-expired',
  status: 409,
  title: 'This removal can no longer be undone',
  detail:
    'This member was removed more than seven days ago and cannot be reinstated. Invite the person again, and reassign their old records to them.',
});
export const accountDeleted = defineProblem({
  code: 'account-deleted',
  status: 409,
  title: 'This person’s account was deleted',
  detail:
    'This person’s account was deleted, so they cannot be reinstated. Invite them again once they have a new account.',
});
