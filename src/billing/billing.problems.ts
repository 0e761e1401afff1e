import { defineProblem, Problem } from '../platform/http/problem.js';
import { PLANS } from './plans.js';
import type { SeatReport } from './seat.policy.js';

export const seatLimitReached = defineProblem({
  code: 'seat-limit-reached',
  status: 409,
  title: 'Every seat is taken',
  detail: 'Free a seat by removing a member or revoking an invitation, or have the owner choose a larger plan.',
});

export const seatsExceedPlan = defineProblem({
  code: 'seats-exceed-plan',
  status: 409,
  title: 'The plan has fewer seats than are in use',
  detail: 'Remove the members or revoke the invitations that are too many, then choose the plan again.',
});

/** 409 with the figures that the reader needs. */
export function seatsAreFull(report: SeatReport): Problem {
  const { used, limit, plan } = report;
  return new Problem(seatLimitReached, {
    detail:
      `The ${PLANS[plan].name} plan has no free seat (${used} of ${limit ?? used} in use): remove a member, revoke an ` +
      'invitation, or have the owner choose a larger plan.',
    extra: { seatsUsed: used, seatLimit: limit, plan },
  });
}
