import { inNameOrder } from '../platform/database/name-order.js';
import type { ReadStatement } from '../platform/database/tenant-database.js';
import type { TimeSpan } from '../organization/revenue/fiscal-period.policy.js';

export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'removed';
  /** As text, because a sum may exceed what a number can hold. */
  readonly revenue_closed: string;
  readonly deals_won: number;
  readonly deals_won_in_other_currencies: number;
  readonly pipeline_created: string;
  readonly calls_made: number;
  /** The number of all rows, also when only the first are returned. */
  readonly people: number;
}

interface TeamFilter {
  readonly deals: string;
  readonly calls: string;
  readonly members: string;
  readonly limit: string;
}

/**
 * Deals count for their owner. An unassigned deal of a removed member still counts for that member; one that was
 * taken from an active member counts for no one. Each part is a range of an index that covers it.
 */
const teamSql = ({ deals, calls, members, limit: limitClause }: TeamFilter): string => `
  with figure as (
    select owner_id, case when owner_id is null then previous_owner_id end as previous_owner_id,
           sum(amount) filter (where currency = :currency) as revenue_closed, count(*) as deals_won,
           count(*) filter (where currency <> :currency) as deals_won_in_other_currencies, 0::numeric as pipeline_created, 0::bigint as calls_made
    from deal
    where organization_id = :organizationId and stage = 'closed_won' and closed_at >= :from and closed_at < :until ${deals}
    group by 1, 2
    union all
    select owner_id, case when owner_id is null then previous_owner_id end, 0, 0, 0, sum(amount), 0
    from deal
    where organization_id = :organizationId and created_at >= :from and created_at < :until and currency = :currency ${deals}
    group by 1, 2
    union all
    select made_by_id, null, 0, 0, 0, 0, count(*)
    from call
    where organization_id = :organizationId and started_at >= :from and started_at < :until ${calls}
    group by 1
  ), total as (
    select coalesce(owner_id, previous_owner_id) as membership_id, owner_id is null as is_unassigned,
           coalesce(sum(revenue_closed), 0) as revenue_closed, sum(deals_won)::bigint as deals_won,
           sum(deals_won_in_other_currencies)::bigint as deals_won_in_other_currencies,
           sum(pipeline_created) as pipeline_created, sum(calls_made)::bigint as calls_made
    from figure group by 1, 2
  )
  select m.id, u.name, m.status, coalesce(sum(t.revenue_closed), 0)::text as revenue_closed,
         coalesce(sum(t.deals_won), 0)::bigint as deals_won,
         coalesce(sum(t.deals_won_in_other_currencies), 0)::bigint as deals_won_in_other_currencies,
         coalesce(sum(t.pipeline_created), 0)::text as pipeline_created,
         coalesce(sum(t.calls_made), 0)::bigint as calls_made, count(*) over () as people
  from membership m
  join user_account u on u.user_id = m.user_id
  left join total t on t.membership_id = m.id and (m.status = 'removed' or not t.is_unassigned)
  where m.organization_id = :organizationId ${members}
  group by m.id, u.name, m.status
  having m.status = 'active' or max(t.revenue_closed + t.deals_won + t.pipeline_created + t.calls_made) > 0
  order by coalesce(sum(t.revenue_closed), 0) desc, coalesce(sum(t.deals_won), 0) desc, ${inNameOrder('u.name')}, m.id ${limitClause}`;

const NO_FILTER = { deals: '', calls: '', members: '' };
const SELECT_ALL = teamSql({ ...NO_FILTER, limit: '' });
const SELECT_FIRST = teamSql({ ...NO_FILTER, limit: 'limit :limit' });
const SELECT_OF_MEMBER = teamSql({
  deals: 'and owner_id = :membershipId',
  calls: 'and made_by_id = :membershipId',
  members: 'and m.id = :membershipId',
  limit: '',
});

/**
 * @param membershipId null: everyone
 * @param limit only the first members; null: all of them
 */
export function teamStatement(
  organizationId: string,
  { from, until }: TimeSpan,
  currency: string,
  membershipId: string | null,
  limit: number | null = null,
): ReadStatement {
  const values = { organizationId, from, until, currency };
  const ofSeveral =
    limit === null ? { text: SELECT_ALL, values } : { text: SELECT_FIRST, values: { ...values, limit } };
  const query = membershipId === null ? ofSeveral : { text: SELECT_OF_MEMBER, values: { ...values, membershipId } };
  return { ...query, plan: 'custom' };
}
