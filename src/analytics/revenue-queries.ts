import type { TimeSpan } from '../organization/fiscal-period.policy.js';
import type { Statement } from '../platform/database/statement-batch.js';

export interface RevenueRow {
  /** The place of its month among those asked for, from 1. */
  readonly place: number;
  readonly currency: string;
  /** As text: a sum may pass what a number holds. */
  readonly revenue: string;
  readonly deals_won: number;
}

/**
 * What the deals won in each month bring, by currency, in one pass over the index `deal_won`, which holds all that is asked
 * for (docs/decisions/0014-analytics-from-covering-indexes.md). A range of it for each month would leave the planner no other
 * way than through the index, also where that is the slow one.
 */
const REVENUE = (whose: string): string => `
  select width_bucket(closed_at, $2::timestamptz[]) as place, currency::text as currency, sum(amount)::text as revenue,
         count(*) as deals_won
  from deal
  where organization_id = $1 and stage = 'closed_won' and closed_at >= $3 and closed_at < $4 ${whose}
  group by 1, currency`;

const OF_ALL = REVENUE('');
const OF_ONE = REVENUE('and owner_id = $5');

/**
 * @param months the spans of months that follow one another
 * @param ownerId null: everybody's
 */
export function revenueStatement(
  organizationId: string,
  months: readonly TimeSpan[],
  ownerId: string | null,
): Statement {
  const begins = months.map(({ from }) => from);
  const values = [organizationId, begins, begins[0], months.at(-1)?.until];
  const whose = ownerId === null ? { text: OF_ALL, values } : { text: OF_ONE, values: [...values, ownerId] };
  return { ...whose, plan: 'anew' };
}
