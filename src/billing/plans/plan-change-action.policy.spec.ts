import { planChangeActionFor, type PlanChangeAction, type CurrentPlan } from './plan-change-action.policy.js';
import { PLAN_IDS } from './plans.js';

const PAID = PLAN_IDS.filter((plan) => plan !== 'free');
const AT = '2026-12-01T00:00:00.000Z';
const PLANNED: CurrentPlan['planned'][] = [null, ...PAID.flatMap((plan) => [AT, null].map((at) => ({ plan, at })))];

describe('a plan that is chosen where plans are paid for', () => {
  it('without a subscription needs a checkout, unless it is in force already or costs nothing', () => {
    for (const plan of PLAN_IDS) {
      for (const chosen of PLAN_IDS) {
        const kind = planChangeActionFor(chosen, { plan, paidPlan: null, isCancelling: false, planned: null });
        if (chosen === plan) expect(kind).toBe('nothing');
        else expect(kind).toBe(chosen === 'free' ? 'free-at-once' : 'checkout-required');
      }
    }
  });

  it('with one upgrades, downgrades or ends it, or cancels the planned change', () => {
    for (const paidPlan of PAID) {
      for (const isCancelling of [true, false]) {
        for (const planned of PLANNED) {
          const action = (chosen: (typeof PLAN_IDS)[number]): PlanChangeAction =>
            planChangeActionFor(chosen, { plan: 'pro', paidPlan, isCancelling, planned });
          expect(action('free')).toBe(isCancelling ? 'nothing' : 'cancel');
          expect(action(paidPlan)).toBe(isCancelling || planned ? 'resume' : 'nothing');
          for (const larger of PAID.slice(PAID.indexOf(paidPlan) + 1)) expect(action(larger)).toBe('upgrade');
          for (const smaller of PAID.slice(0, PAID.indexOf(paidPlan))) {
            const isPlanned = planned?.plan === smaller && planned.at !== null && !isCancelling;
            expect(action(smaller)).toBe(isPlanned ? 'nothing' : 'downgrade');
          }
        }
      }
    }
  });

  it('is requested after the days of grace, although no paid plan is in force', () => {
    const past = { plan: 'free', paidPlan: 'free', isCancelling: false, planned: null } as const;
    expect(planChangeActionFor('pro', past)).toBe('upgrade');
    expect(planChangeActionFor('free', past)).toBe('cancel');
  });
});
