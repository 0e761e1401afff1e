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

export const insufficientCredits = defineProblem({
  code: 'insufficient-credits',
  status: 402,
  title: 'There are not enough credits',
  detail: 'Have the owner top up or choose a larger plan, or wait for the next period.',
});

export const adjustmentBelowZero = defineProblem({
  code: 'adjustment-below-zero',
  status: 409,
  title: 'A balance never goes below zero',
  detail: 'Take back at most the credits that there are: "balance" says how many.',
});

export const topUpsNotConfigured = defineProblem({
  code: 'top-ups-not-configured',
  status: 409,
  title: 'Credits cannot be bought here',
  detail: 'Have the price of a credit configured (STRIPE_PRICE_CREDITS), or choose a larger plan.',
});

export const stripeNotConfigured = defineProblem({
  code: 'stripe-not-configured',
  status: 409,
  title: 'Nothing is paid for here',
  detail: 'Change the plan with PUT …/billing/plan, which is in force at once, or have Stripe configured.',
});

export const alreadySubscribed = defineProblem({
  code: 'already-subscribed',
  status: 409,
  title: 'There is a subscription already',
  detail: 'Change its plan with PUT …/billing/plan, or its card in the portal (POST …/billing/portal).',
});

export const checkoutRequired = defineProblem({
  code: 'checkout-required',
  status: 409,
  title: 'There is no subscription yet',
  detail: 'Subscribe to the plan with POST …/billing/checkout and pay where its answer leads to.',
});

export const planChangeInProgress = defineProblem({
  code: 'plan-change-in-progress',
  status: 409,
  title: 'The plan is being changed at this moment',
  detail: 'Wait a few seconds, look at the plan, and change it again if it is not the one that you want.',
});

/** 402 with what was required and what there is. */
export function creditsAreMissing(required: number, balance: number): Problem {
  return new Problem(insufficientCredits, {
    detail:
      `This takes ${required} credits and ${balance} are left: have the owner top up or choose a larger plan, or wait for ` +
      'the next period.',
    extra: { required, balance },
  });
}

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
