import type { TimeSpan } from '../../organization/revenue/fiscal-period.policy.js';
import type { ReadStatement } from '../../platform/database/tenant-database.js';

/** A span of time whose closed deals are counted. */
export interface CountedSpan {
  /** The name of the range in the code; never a text of a request. */
  readonly name: string;
  readonly span: TimeSpan;
  /** When the open pipeline is measured; null: it is not needed. */
  readonly pipelineAt: string | null;
}

export interface SpanRow {
  readonly name: string;
  /** As text, because a sum may exceed what a number can hold. */
  readonly revenue: string;
  readonly deals_in_currency: number;
  readonly deals_won: number;
  readonly deals_lost: number;
  readonly open_pipeline: string;
}

/**
 * The closed deals of several spans, and what was open at a moment, in one statement. Each part is a range of the index
 * `deal_closed_figures` or `deal_open_figures`, which cover the query (docs/decisions/0014-analytics-from-covering-indexes.md).
 *
 * @param ownerId null: all deals
 */
export function spansStatement(
  organizationId: string,
  spans: readonly CountedSpan[],
  currency: string,
  ownerId: string | null,
): ReadStatement {
  const owner = ownerId === null ? '' : 'and owner_id = :ownerId';
  const values = spans.flatMap(({ name, span, pipelineAt }) => [
    [`${name}From`, span.from],
    [`${name}Until`, span.until],
    ...(pipelineAt === null ? [] : [[`${name}At`, pipelineAt]]),
  ]);
  return {
    text: spans.map((counted) => spanSql(counted, owner)).join('\n  union all'),
    values: {
      organizationId,
      currency,
      ...Object.fromEntries(values),
      ...(ownerId === null ? {} : { ownerId }),
    } as Record<string, unknown>,
    plan: 'custom',
  };
}

function spanSql({ name, pipelineAt }: CountedSpan, owner: string): string {
  return `
  select '${name}' as name,
         coalesce(sum(amount) filter (where stage = 'closed_won' and currency = :currency), 0)::text as revenue,
         count(*) filter (where stage = 'closed_won' and currency = :currency) as deals_in_currency,
         count(*) filter (where stage = 'closed_won') as deals_won, count(*) filter (where stage = 'closed_lost') as deals_lost,
         ${pipelineAt === null ? "'0'" : pipelineSql(`:${name}At`, owner)} as open_pipeline
  from deal
  where organization_id = :organizationId and closed_at >= :${name}From and closed_at < :${name}Until ${owner}`;
}

/** A deal is open from its creation until it is closed. */
function pipelineSql(at: string, owner: string): string {
  const sumSql = (closed: string): string => `
          coalesce((select sum(amount) from deal
                    where organization_id = :organizationId and ${closed} and created_at < ${at} and currency = :currency ${owner}), 0)`;
  return `(${sumSql('closed_at is null')} + ${sumSql(`closed_at >= ${at}`)})::text`;
}
