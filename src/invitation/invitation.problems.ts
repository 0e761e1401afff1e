import { alreadyAMember } from '../membership/membership.problems.js';
import { defineProblem, Problem } from '../platform/http/problem.js';

export const invitationNotFound = defineProblem({
  code: 'invitation-not-found',
  status: 404,
  title: 'Invitation not found',
  detail: 'This invitation does not exist, or its link was replaced. Use the link in the latest invitation email.',
});
export const invitationForAnotherEmail = defineProblem({
  code: 'invitation-for-another-email',
  status: 403,
  title: 'This invitation is for a different email address',
  detail:
    'This invitation was sent to a different email address. Sign in with that address, or ask for an invitation to yours.',
});
export const alreadyInvited = defineProblem({
  code: 'already-invited',
  status: 409,
  title: 'Already invited',
  detail: 'This address already has a pending invitation. Resend it, or revoke it before you invite with another role.',
});
export const invitationNotOpen = defineProblem({
  code: 'invitation-not-open',
  status: 409,
  title: 'This invitation is no longer active',
  detail:
    'This invitation was already accepted, declined or revoked. If the person is not a member, send a new invitation.',
});
export const invitationExpired = defineProblem({
  code: 'invitation-expired',
  status: 410,
  title: 'This invitation has expired',
  detail: 'This invitation has expired. Ask the person who invited you to resend it.',
});
export const invitationRevoked = defineProblem({
  code: 'invitation-revoked',
  status: 410,
  title: 'This invitation was revoked',
  detail: 'This invitation was revoked. Ask the person who invited you for a new one.',
});
export const invitationDeclined = defineProblem({
  code: 'invitation-declined',
  status: 410,
  title: 'This invitation was declined',
  detail: 'This invitation was declined. Ask the person who invited you for a new one.',
});
export const invitationUsed = defineProblem({
  code: 'invitation-used',
  status: 410,
  title: 'This invitation has already been used',
  detail:
    'This invitation has already been used. Sign in to open the organization. If you were removed from it, ask for a new invitation.',
});
export const resendTooSoon = defineProblem({
  code: 'resend-too-soon',
  status: 429,
  title: 'This invitation was sent less than a minute ago',
  detail: 'This invitation was sent less than a minute ago. Wait a minute, then resend it.',
  hint: 'The header "Retry-After" has the seconds to wait.',
});

/** 409 with the address in its detail, since many can be invited at once. */
export function alreadyMemberProblem(email: string): Problem {
  return new Problem(alreadyAMember, {
    detail: `${email} is already a member. You can change their role in the list of members.`,
  });
}

/** 409 with the address in its detail. */
export function alreadyInvitedProblem(email: string): Problem {
  return new Problem(alreadyInvited, {
    detail: `${email} already has a pending invitation. Resend it, or revoke it before you invite with another role.`,
  });
}
