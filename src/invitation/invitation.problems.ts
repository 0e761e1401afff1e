import { defineProblem } from '../platform/http/problem.js';

export const invitationNotFound = defineProblem({
  code: 'invitation-not-found',
  status: 404,
  title: 'There is no such invitation',
  detail: 'Use the link of the newest invitation mail; sending an invitation again makes older links end.',
});
export const invitationForAnotherEmail = defineProblem({
  code: 'invitation-for-another-email',
  status: 403,
  title: 'This invitation is for another address',
  detail: 'Sign in with the address to which the invitation was sent, or ask for one to your own address.',
});
export const alreadyInvited = defineProblem({
  code: 'already-invited',
  status: 409,
  title: 'This address has an open invitation',
  detail: 'Resend the open invitation, or revoke it before you invite with another role.',
});
export const invitationNotOpen = defineProblem({
  code: 'invitation-not-open',
  status: 409,
  title: 'This invitation is over',
  detail: 'It was accepted, declined or revoked; invite the address again.',
});
export const invitationExpired = defineProblem({
  code: 'invitation-expired',
  status: 410,
  title: 'This invitation has expired',
  detail: 'Ask the person who invited you to send it again.',
});
export const invitationRevoked = defineProblem({
  code: 'invitation-revoked',
  status: 410,
  title: 'This invitation was withdrawn',
  detail: 'Ask the person who invited you for a new one.',
});
export const invitationDeclined = defineProblem({
  code: 'invitation-declined',
  status: 410,
  title: 'This invitation was declined',
  detail: 'Ask the person who invited you for a new one.',
});
export const invitationUsed = defineProblem({
  code: 'invitation-used',
  status: 410,
  title: 'This invitation was used already',
  detail: 'Sign in and open the organization; if you were removed from it, ask to be invited again.',
});
export const resendTooSoon = defineProblem({
  code: 'resend-too-soon',
  status: 429,
  title: 'This invitation was sent less than a minute ago',
  detail: 'Wait for the seconds in the header "Retry-After", then send it again.',
});
