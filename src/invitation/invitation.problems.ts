import { alreadyAMember } from '../membership/membership.problems.js';
import { defineProblem, Problem } from '../platform/http/problem.js';

export const invitationNotFound = defineProblem({
  code: 'invitation-not-found',
  status: 404,
  title: 'There is no such invitation',
  detail: 'This invitation does not exist or its link was replaced. Use the link in the newest invitation email.',
});
export const invitationForAnotherEmail = defineProblem({
  code: 'invitation-for-another-email',
  status: 403,
  title: 'This invitation is for another address',
  detail:
    'This invitation was sent to another address. Sign in with that address, or ask for an invitation to your own.',
});
export const alreadyInvited = defineProblem({
  code: 'already-invited',
  status: 409,
  title: 'This address has an open invitation',
  detail: 'This address already has an open invitation. Resend it, or revoke it before you invite with another role.',
});
export const invitationNotOpen = defineProblem({
  code: 'invitation-not-open',
  status: 409,
  title: 'This invitation is over',
  detail: 'This invitation was already accepted, declined or revoked. Invite the address again.',
});
export const invitationExpired = defineProblem({
  code: 'invitation-expired',
  status: 410,
  title: 'This invitation has expired',
  detail: 'This invitation has expired. Ask the person who invited you to send it again.',
});
export const invitationRevoked = defineProblem({
  code: 'invitation-revoked',
  status: 410,
  title: 'This invitation was withdrawn',
  detail: 'This invitation was withdrawn. Ask the person who invited you for a new one.',
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
  title: 'This invitation was used already',
  detail:
    'This invitation was already used. Sign in and open the organization; if you were removed from it, ask to be invited again.',
});
export const resendTooSoon = defineProblem({
  code: 'resend-too-soon',
  status: 429,
  title: 'This invitation was sent less than a minute ago',
  detail: 'This invitation was sent less than a minute ago. Wait a minute, then send it again.',
  hint: 'The header "Retry-After" has the seconds to wait.',
});

/** 409 that names the address: many are invited at once. */
export function isAMember(email: string): Problem {
  return new Problem(alreadyAMember, {
    detail: `${email} is already a member. You can change their role in the list of members.`,
  });
}

/** 409 that names the address. */
export function isInvitedAlready(email: string): Problem {
  return new Problem(alreadyInvited, {
    detail: `${email} already has an open invitation. Resend it, or revoke it before you invite with another role.`,
  });
}
