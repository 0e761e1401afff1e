import type { TimeSpan } from '../organization/revenue/fiscal-period.policy.js';
import type { ReadStatement } from '../platform/database/tenant-database.js';

export interface RevenueRow {
  /** The position of its month in the list of months, from 1. */
  readonly month_number: number;
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
const revenueSql = (ownerFilter: string): string => `
  select width_bucket(closed_at, :begins::timestamptz[]) as month_number, currency::text as currency, sum(amount)::text as revenue,
         count(*) as deals_won
  from deal
  where organization_id = :organizationId and stage = 'closed_won' and closed_at >= :from and closed_at < :until ${ownerFilter}
  group by 1, currency`;

const SELECT_ALL = revenueSql('');
const SELECT_OF_MEMBER = revenueSql('and owner_id = :ownerId');

/**
 * @param months the spans of consecutive months
 * @param ownerId null: all deals
 */
export function revenueStatement(
  organizationId: string,
  months: readonly TimeSpan[],
  ownerId: string | null,
): ReadStatement {
  const begins = months.map(({ from }) => from);
  const values = { organizationId, begins, from: begins[0], until: months.at(-1)?.until };
  const query =
    ownerId === null ? { text: SELECT_ALL, values } : { text: SELECT_OF_MEMBER, values: { ...values, ownerId } };
  return { ...query, plan: 'custom' };
}
