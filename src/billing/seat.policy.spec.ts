import fc from 'fast-check';
import type { Plan } from '../platform/database/tenancy.js';
import { PLAN_IDS, seatLimitOf } from './plans.js';
import { hasFreeSeat, maySeatPass, planHolds, reportSeats } from './seat.policy.js';

const plans = fc.constantFrom(...PLAN_IDS);
const usages = fc
  .nat({ max: 30 })
  .chain((used) => fc.record({ used: fc.constant(used), pending: fc.nat({ max: used }) }));

describe('the seats of a plan', () => {
  it.each<[Plan, number | null]>([
    ['free', 1],
    ['starter', 3],
    ['pro', 10],
    ['enterprise', null],
  ])('%s has %s', (plan, limit) => {
    expect(seatLimitOf(plan)).toBe(limit);
  });
});

describe('the seats in use', () => {
  it.each<[Plan, number, { free: boolean; passes: boolean; over: boolean; holds: boolean }]>([
    ['free', 0, { free: true, passes: true, over: false, holds: true }],
    ['free', 1, { free: false, passes: true, over: false, holds: true }],
    ['free', 2, { free: false, passes: false, over: true, holds: false }],
    ['starter', 2, { free: true, passes: true, over: false, holds: true }],
    ['starter', 3, { free: false, passes: true, over: false, holds: true }],
    ['starter', 4, { free: false, passes: false, over: true, holds: false }],
    ['pro', 9, { free: true, passes: true, over: false, holds: true }],
    ['pro', 10, { free: false, passes: true, over: false, holds: true }],
    ['pro', 11, { free: false, passes: false, over: true, holds: false }],
    ['enterprise', 0, { free: true, passes: true, over: false, holds: true }],
    ['enterprise', 100_000, { free: true, passes: true, over: false, holds: true }],
  ])('on %s with %i used', (plan, used, { free, passes, over, holds }) => {
    const report = reportSeats({ used, pending: 0 }, plan);
    expect(report).toEqual({ used, pending: 0, limit: seatLimitOf(plan), plan, over });
    expect([hasFreeSeat(report), maySeatPass(report), planHolds(plan, used)]).toEqual([free, passes, holds]);
  });

  it('never exceed the limit, whatever is taken and transferred as the policy allows', () => {
    fc.assert(
      fc.property(plans, fc.array(fc.constantFrom('take', 'pass', 'release')), (plan, steps) => {
        let used = 1;
        for (const step of steps) {
          const report = reportSeats({ used, pending: 0 }, plan);
          if (step === 'take' && hasFreeSeat(report)) used += 1;
          // A transfer changes the holder, never the number.
          if (step === 'pass') expect(maySeatPass(report)).toBe(true);
          if (step === 'release' && used > 1) used -= 1;
          expect(reportSeats({ used, pending: 0 }, plan).over).toBe(false);
        }
      }),
    );
  });

  it('are over the limit exactly where they exceed the plan, and then none is taken or transferred', () => {
    fc.assert(
      fc.property(plans, usages, (plan, usage) => {
        const report = reportSeats(usage, plan);
        expect(report.over).toBe(!planHolds(plan, usage.used));
        expect(maySeatPass(report)).toBe(!report.over);
        if (report.over) expect(hasFreeSeat(report)).toBe(false);
        expect(hasFreeSeat(report)).toBe(planHolds(plan, usage.used + 1));
        expect(report).toMatchObject(usage);
      }),
    );
  });

  it('fit on every larger plan where they fit on a smaller one', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), (used) => {
        const held = PLAN_IDS.map((plan) => planHolds(plan, used));
        expect([...held].sort()).toEqual(held);
      }),
    );
  });
});
