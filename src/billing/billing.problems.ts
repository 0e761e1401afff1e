import { defineProblem, Problem } from '../platform/http/problem.js';
import { PLANS } from './plans/plans.js';
import type { SeatReport } from './seats/seat.policy.js';

export const seatLimitReached = defineProblem({
  code: 'seat-limit-reached',
  status: 409,
  title: 'No seats left',
  detail: 'All seats of the plan are in use. Remove a member or revoke an invitation, or ask the owner to upgrade.',
});

export const seatsExceedPlan = defineProblem({
  code: 'seats-exceed-plan',
  status: 409,
  title: 'Not enough seats in this plan',
  detail:
    'More seats are in use than the chosen plan has. Remove members or revoke invitations, then choose the plan again.',
  hint: '"holders" lists the members and invitations that use a seat.',
});

export const insufficientCredits = defineProblem({
  code: 'insufficient-credits',
  status: 402,
  title: 'Not enough credits',
  detail: 'There are not enough credits left. Ask the owner to add credits or to upgrade, or wait until credits renew.',
});

export const adjustmentBelowZero = defineProblem({
  code: 'adjustment-below-zero',
  status: 409,
  title: 'Not enough credits to remove',
  detail: 'The organization has fewer credits than this would remove. Remove at most the credits that are left.',
  hint: '"balance" is the number of credits that are left.',
});

export const topUpsNotConfigured = defineProblem({
  code: 'top-ups-not-configured',
  status: 409,
  title: 'Buying credits is not available',
  detail:
    'Credits cannot be bought on this installation. Upgrade the plan to get more credits, or ask the operator to set a price for credits.',
  hint: 'Set STRIPE_PRICE_CREDITS.',
});

export const stripeNotConfigured = defineProblem({
  code: 'stripe-not-configured',
  status: 409,
  title: 'Payments are not set up',
  detail: 'Payments are not set up on this installation. Choose the plan directly; the change takes effect at once.',
  hint: 'Change the plan with PUT …/billing/plan, or configure Stripe.',
});

export const alreadySubscribed = defineProblem({
  code: 'already-subscribed',
  status: 409,
  title: 'Already subscribed',
  detail:
    'The organization already has a subscription. Choose another plan under “Billing”, or change the card under “Manage payment”.',
  hint: 'Change the plan with PUT …/billing/plan and the card in the billing portal (POST …/billing/portal).',
});

export const checkoutRequired = defineProblem({
  code: 'checkout-required',
  status: 409,
  title: 'No subscription yet',
  detail: 'The organization has no subscription yet. Subscribe to a plan in “Billing” first.',
  hint: 'Subscribe with POST …/billing/checkout and redirect the user to the "url" of its response.',
});

export const planChangeInProgress = defineProblem({
  code: 'plan-change-in-progress',
  status: 409,
  title: 'A plan change is in progress',
  detail: 'The plan is being changed right now. Wait a few seconds, then check the plan and try again if needed.',
  hint: 'The header "Retry-After" is the number of seconds to wait.',
});

/** 402 with the required credits and the balance. */
export function insufficientCreditsProblem(required: number, balance: number): Problem {
  return new Problem(insufficientCredits, {
    detail:
      `This needs ${required} credits, and ${balance} are left. Ask the owner to add credits or to upgrade, or wait until ` +
      'credits renew.',
    extra: { required, balance },
  });
}

/** 409 with the number of seats in use and the plan's limit. */
export function seatLimitProblem(report: SeatReport): Problem {
  const { used, limit, plan } = report;
  return new Problem(seatLimitReached, {
    detail:
      `All seats of the ${PLANS[plan].name} plan are in use (${used} of ${limit ?? used}). Remove a member or revoke an ` +
      'invitation, or ask the owner to upgrade.',
    extra: { seatsUsed: used, seatLimit: limit, plan },
  });
}
