import { defineProblem, Problem } from '../platform/http/problem.js';
import { PLANS } from './plans.js';
import type { SeatReport } from './seat.policy.js';

export const seatLimitReached = defineProblem({
  code: 'seat-limit-reached',
  status: 409,
  title: 'Every seat is taken',
  detail:
    'Every seat of the plan is taken. Remove a member or revoke an invitation, or ask the owner to choose a larger plan.',
});

export const seatsExceedPlan = defineProblem({
  code: 'seats-exceed-plan',
  status: 409,
  title: 'The plan has fewer seats than are in use',
  detail:
    'The chosen plan has fewer seats than are in use. Remove members or revoke invitations until they fit, then choose the plan again.',
  hint: '"holders" lists who has a seat.',
});

export const insufficientCredits = defineProblem({
  code: 'insufficient-credits',
  status: 402,
  title: 'There are not enough credits',
  detail:
    'There are not enough credits left. Ask the owner to add credits or to choose a larger plan, or wait for the next period.',
});

export const adjustmentBelowZero = defineProblem({
  code: 'adjustment-below-zero',
  status: 409,
  title: 'A balance never goes below zero',
  detail: 'The balance cannot go below zero. Take back at most the credits that are left.',
  hint: '"balance" has the credits that are left.',
});

export const topUpsNotConfigured = defineProblem({
  code: 'top-ups-not-configured',
  status: 409,
  title: 'Credits cannot be bought here',
  detail:
    'Credits cannot be bought on this installation. Choose a larger plan, or ask the operator to set a price for credits.',
  hint: 'Set STRIPE_PRICE_CREDITS.',
});

export const stripeNotConfigured = defineProblem({
  code: 'stripe-not-configured',
  status: 409,
  title: 'Nothing is paid for here',
  detail: 'Plans are not paid for on this installation. Choose the plan directly; it applies right away.',
  hint: 'Change the plan with PUT …/billing/plan, or configure Stripe.',
});

export const alreadySubscribed = defineProblem({
  code: 'already-subscribed',
  status: 409,
  title: 'There is a subscription already',
  detail: 'The organization already has a subscription. Change its plan, or its card under “Manage payment”.',
  hint: 'Change the plan with PUT …/billing/plan, the card in the portal (POST …/billing/portal).',
});

export const checkoutRequired = defineProblem({
  code: 'checkout-required',
  status: 409,
  title: 'There is no subscription yet',
  detail: 'The organization has no subscription yet. Choose the plan and pay for it to subscribe.',
  hint: 'Subscribe with POST …/billing/checkout and send the person to the address in its answer.',
});

export const planChangeInProgress = defineProblem({
  code: 'plan-change-in-progress',
  status: 409,
  title: 'The plan is being changed at this moment',
  detail:
    'The plan is being changed right now. Wait a few seconds, then choose again if it is not the plan that you want.',
  hint: 'The header "Retry-After" has the seconds to wait.',
});

/** 402 with what was required and what there is. */
export function creditsAreMissing(required: number, balance: number): Problem {
  return new Problem(insufficientCredits, {
    detail:
      `This takes ${required} credits, and ${balance} are left. Ask the owner to add credits or to choose a larger plan, or ` +
      'wait for the next period.',
    extra: { required, balance },
  });
}

/** 409 with the figures that the reader needs. */
export function seatsAreFull(report: SeatReport): Problem {
  const { used, limit, plan } = report;
  return new Problem(seatLimitReached, {
    detail:
      `The ${PLANS[plan].name} plan has no free seat (${used} of ${limit ?? used} in use). Remove a member or revoke an ` +
      'invitation, or ask the owner to choose a larger plan.',
    extra: { seatsUsed: used, seatLimit: limit, plan },
  });
}
