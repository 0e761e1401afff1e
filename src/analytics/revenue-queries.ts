import type { TimeSpan } from '../organization/fiscal-period.policy.js';
import type { Statement } from '../platform/database/statement-batch.js';

export interface RevenueRow {
  /** The position of its month in the list of months, from 1. */
  readonly place: number;
  readonly currency: string;
  /** As text, because a sum may exceed what a number can hold. */
  readonly revenue: string;
  readonly deals_won: number;
}

/**
 * The revenue of each month, by currency, in one pass over the index `deal_won`, which covers the query
 * (docs/decisions/0014-analytics-from-covering-indexes.md). With one range of the index for each month, the planner
 * could only use the index, even when it is slow.
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
 * @param months the spans of consecutive months
 * @param ownerId null: all deals
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
