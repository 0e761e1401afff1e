import { requestFor } from './plan-request.policy.js';
import { PLAN_IDS } from './plans.js';

const PAID = PLAN_IDS.filter((plan) => plan !== 'free');

describe('a plan that is chosen where plans are paid for', () => {
  it('without a subscription needs a checkout, unless it is in force already or costs nothing', () => {
    for (const plan of PLAN_IDS) {
      for (const chosen of PLAN_IDS) {
        const { kind } = requestFor(chosen, { plan, paidPlan: null, isCancelling: false });
        if (chosen === plan) expect(kind).toBe('nothing');
        else expect(kind).toBe(chosen === 'free' ? 'free-at-once' : 'checkout-required');
      }
    }
  });

  it('with one changes it, ends it, or takes its end back, and never asks for nothing', () => {
    for (const paidPlan of PAID) {
      for (const isCancelling of [true, false]) {
        const request = (chosen: (typeof PLAN_IDS)[number]) =>
          requestFor(chosen, { plan: 'pro', paidPlan, isCancelling }).kind;
        expect(request('free')).toBe(isCancelling ? 'nothing' : 'cancel');
        expect(request(paidPlan)).toBe(isCancelling ? 'change' : 'nothing');
        for (const other of PAID.filter((plan) => plan !== paidPlan)) expect(request(other)).toBe('change');
      }
    }
  });

  it('is asked for when days of grace are over, although nothing is in force', () => {
    expect(requestFor('pro', { plan: 'free', paidPlan: 'free', isCancelling: false })).toEqual({ kind: 'change' });
    expect(requestFor('free', { plan: 'free', paidPlan: 'free', isCancelling: false })).toEqual({ kind: 'cancel' });
  });
});
