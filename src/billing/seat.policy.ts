import type { Plan } from '../platform/database/tenancy.js';
import { seatLimitOf } from './plans.js';

/** The seats of an organization at one moment. */
export interface SeatUsage {
  /** Held: active members and open invitations. */
  readonly used: number;
  /** The open invitations among them. */
  readonly pending: number;
}

export interface SeatReport extends SeatUsage {
  readonly limit: number | null;
  readonly plan: Plan;
  /** More seats are held than the plan has: after a forced downgrade or a restore. */
  readonly over: boolean;
}

/** The usage beside what the plan allows. */
export function reportSeats(usage: SeatUsage, plan: Plan): SeatReport {
  const limit = seatLimitOf(plan);
  return { ...usage, limit, plan, over: limit !== null && usage.used > limit };
}

/** Whether one more seat can be taken. */
export function hasFreeSeat({ used, limit }: Pick<SeatReport, 'used' | 'limit'>): boolean {
  return limit === null || used < limit;
}

/** Whether a seat that is held already may pass from an invitation to a member: not while the organization is over. */
export function maySeatPass({ over }: Pick<SeatReport, 'over'>): boolean {
  return !over;
}

/** Whether a plan that somebody chooses holds the seats in use. */
export function planHolds(plan: Plan, used: number): boolean {
  const limit = seatLimitOf(plan);
  return limit === null || used <= limit;
}
