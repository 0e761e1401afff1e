import fc from 'fast-check';
import type { Plan } from '../../access/plan.js';
import { PLAN_IDS, seatLimitOf } from '../plans/plans.js';
import { hasFreeSeat, canTransferSeat, hasEnoughSeats, reportSeats } from './seat.policy.js';

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
  it.each<[Plan, number, { free: boolean; canTransfer: boolean; over: boolean; fits: boolean }]>([
    ['free', 0, { free: true, canTransfer: true, over: false, fits: true }],
    ['free', 1, { free: false, canTransfer: true, over: false, fits: true }],
    ['free', 2, { free: false, canTransfer: false, over: true, fits: false }],
    ['starter', 2, { free: true, canTransfer: true, over: false, fits: true }],
    ['starter', 3, { free: false, canTransfer: true, over: false, fits: true }],
    ['starter', 4, { free: false, canTransfer: false, over: true, fits: false }],
    ['pro', 9, { free: true, canTransfer: true, over: false, fits: true }],
    ['pro', 10, { free: false, canTransfer: true, over: false, fits: true }],
    ['pro', 11, { free: false, canTransfer: false, over: true, fits: false }],
    ['enterprise', 0, { free: true, canTransfer: true, over: false, fits: true }],
    ['enterprise', 100_000, { free: true, canTransfer: true, over: false, fits: true }],
  ])('on %s with %i used', (plan, used, { free, canTransfer, over, fits }) => {
    const report = reportSeats({ used, pending: 0 }, plan);
    expect(report).toEqual({ used, pending: 0, limit: seatLimitOf(plan), plan, over });
    expect([hasFreeSeat(report), canTransferSeat(report), hasEnoughSeats(plan, used)]).toEqual([
      free,
      canTransfer,
      fits,
    ]);
  });

  it('never exceed the limit, whatever is taken and transferred as the policy allows', () => {
    fc.assert(
      fc.property(plans, fc.array(fc.constantFrom('take', 'transfer', 'release')), (plan, steps) => {
        let used = 1;
        for (const step of steps) {
          const report = reportSeats({ used, pending: 0 }, plan);
          if (step === 'take' && hasFreeSeat(report)) used += 1;
          // A transfer changes the holder, never the number.
          if (step === 'transfer') expect(canTransferSeat(report)).toBe(true);
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
        expect(report.over).toBe(!hasEnoughSeats(plan, usage.used));
        expect(canTransferSeat(report)).toBe(!report.over);
        if (report.over) expect(hasFreeSeat(report)).toBe(false);
        expect(hasFreeSeat(report)).toBe(hasEnoughSeats(plan, usage.used + 1));
        expect(report).toMatchObject(usage);
      }),
    );
  });

  it('fit on every larger plan where they fit on a smaller one', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), (used) => {
        const held = PLAN_IDS.map((plan) => hasEnoughSeats(plan, used));
        expect([...held].sort()).toEqual(held);
      }),
    );
  });
});
