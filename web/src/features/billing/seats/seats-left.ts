import type { Schemas } from '../../../api/client';
import { PLAN_NAMES } from '../../../shared/plans';
import { count } from '../../../ui/format/count';

export type Seats = Schemas['SeatsDto'];

/** "1 of 3 seats left on Starter". */
export function seatsLeft({ used, limit, plan, over }: Seats): string {
  if (limit === null) return `Unlimited seats on ${PLAN_NAMES[plan]}`;
  if (over)
    return `${count(used - limit, 'seat')} over the ${PLAN_NAMES[plan]} limit: no one can join until seats are freed or the plan is upgraded`;
  if (used === limit) return `No seats left on ${PLAN_NAMES[plan]}`;
  return `${(limit - used).toLocaleString()} of ${count(limit, 'seat')} left on ${PLAN_NAMES[plan]}`;
}
