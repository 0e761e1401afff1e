import type { Plan } from '../../access/plan.js';
import { seatLimitOf } from '../plans/plans.js';

/** The seats of an organization at one time. */
export interface SeatUsage {
  /** In use: active members and pending invitations. */
  readonly used: number;
  /** How many of them are pending invitations. */
  readonly pending: number;
}

export interface SeatReport extends SeatUsage {
  readonly limit: number | null;
  readonly plan: Plan;
  /** Whether more seats are in use than the plan has: after a forced downgrade or a restore. */
  readonly over: boolean;
}

/** The usage together with the plan's limit. */
export function reportSeats(usage: SeatUsage, plan: Plan): SeatReport {
  const limit = seatLimitOf(plan);
  return { ...usage, limit, plan, over: limit !== null && usage.used > limit };
}

/** Whether one more seat can be taken. */
export function hasFreeSeat({ used, limit }: Pick<SeatReport, 'used' | 'limit'>): boolean {
  return limit === null || used < limit;
}

/** Whether a seat may be transferred from an invitation to a member: not while the organization is over its limit. */
export function canTransferSeat({ over }: Pick<SeatReport, 'over'>): boolean {
  return !over;
}

/** Whether a chosen plan has enough seats for those in use. */
export function hasEnoughSeats(plan: Plan, used: number): boolean {
  const limit = seatLimitOf(plan);
  return limit === null || used <= limit;
}
