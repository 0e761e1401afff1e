import { defineProblem } from '../platform/http/problem.js';

export const memberNotFound = defineProblem({
  code: 'member-not-found',
  status: 404,
  title: 'There is no such member',
  detail: 'This person is not a member of the organization. Choose someone from the list of members.',
  hint: 'Use the id of the membership, not of the user.',
});
export const ownerRoleIsFixed = defineProblem({
  code: 'owner-role-is-fixed',
  status: 409,
  title: "The owner's role cannot be changed",
  detail:
    'The owner keeps their role until the ownership is transferred. Transfer it to an admin first; the old owner then becomes an admin.',
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
  title: 'This member was removed',
  detail: 'This member was removed. Reinstate them within seven days of the removal, or invite them again.',
});
export const alreadyAMember = defineProblem({
  code: 'already-a-member',
  status: 409,
  title: 'This person is a member already',
  detail: 'This person is already a member. You can change their role in the list of members.',
});
export const newOwnerNotActive = defineProblem({
  code: 'new-owner-not-active',
  status: 409,
  title: 'Records cannot be given to this member',
  detail: 'Records can be given only to an active member who is not a viewer. Choose someone else.',
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
  title: 'The removal is too long ago to be undone',
  detail:
    'This member was removed more than seven days ago and cannot be reinstated. Invite the person again; their old records can be handed over to them.',
});
export const accountDeleted = defineProblem({
  code: 'account-deleted',
  status: 409,
  title: "This person's account was deleted",
  detail:
    'This person’s account was deleted, so they cannot be reinstated. Invite them again once they have a new account.',
});
