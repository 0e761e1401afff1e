import { defineProblem } from '../platform/http/problem.js';

export const memberNotFound = defineProblem({
  code: 'member-not-found',
  status: 404,
  title: 'There is no such member',
  detail: 'Check the membership id against the list of members.',
});
export const ownerRoleIsFixed = defineProblem({
  code: 'owner-role-is-fixed',
  status: 409,
  title: "The owner's role cannot be changed",
  detail: 'Transfer the ownership to an admin first; the old owner then becomes an admin.',
});
export const ownerCannotLeave = defineProblem({
  code: 'owner-cannot-leave',
  status: 409,
  title: 'The owner cannot be removed',
  detail: 'Transfer the ownership to an admin first, or delete the organization.',
});
export const memberNotActive = defineProblem({
  code: 'member-not-active',
  status: 409,
  title: 'This member was removed',
  detail: 'Invite the person again, or reinstate them within seven days of the removal.',
});
export const alreadyAMember = defineProblem({
  code: 'already-a-member',
  status: 409,
  title: 'This person is a member already',
  detail: 'Find them in the list of members; their role can be changed there.',
});
export const newOwnerNotActive = defineProblem({
  code: 'new-owner-not-active',
  status: 409,
  title: 'Records cannot be given to this member',
  detail: 'Choose an active member who is no viewer.',
});
export const newOwnerMustBeAdmin = defineProblem({
  code: 'new-owner-must-be-admin',
  status: 409,
  title: 'Only an admin can become the owner',
  detail: 'Make the member an admin first, then transfer the ownership.',
});
export const reinstatementExpired = defineProblem({
  code: 'reinstatement-expired',
  status: 409,
  title: 'The removal is too long ago to be undone',
  detail: 'Invite the person again; their old records can be handed over to the new membership.',
});
export const accountDeleted = defineProblem({
  code: 'account-deleted',
  status: 409,
  title: "This person's account was deleted",
  detail: 'They cannot come back under it; invite them again once they have a new account.',
});
