import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { spanOfDays } from '../organization/revenue/fiscal-period.policy.js';
import { RevenuePlans, type RevenuePlan } from '../organization/revenue/revenue-plans.service.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { invalid } from '../platform/http/problem.js';
import type { TeamMemberDto, TeamQueryDto } from './dto/team.dto.js';
import { toAmount } from './revenue.policy.js';
import { resolveDays, type Days } from './team.policy.js';
import { teamStatement, type TeamRow } from './team-queries.js';
import { readerForCaller, type AnalyticsReader } from './analytics-reader.js';

export interface TeamFigures {
  readonly rows: TeamMemberDto[];
  /** The number of all members, also when only the first were requested. */
  readonly people: number;
}

/** The results of the team. */
@Injectable()
export class Team {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly plans: RevenuePlans,
  ) {}

  /** @throws 422 for a range that ends before it begins */
  async list(auth: AuthorizedContext, query: TeamQueryDto): Promise<TeamMemberDto[]> {
    const plan = await this.plans.get(auth);
    const days = resolveDays(query, plan.now, plan);
    if (!days) throw invalid({ pointer: '/to', detail: 'Enter an end date on or after the start date.' });
    const { rows } = await this.readFigures(readerForCaller(this.tenants, auth), plan, days);
    return query.include === 'counts' ? rows : rows.map(withoutCounts);
  }

  /**
   * A row for every member whom the reader may see, most revenue first.
   *
   * @param limit only the first members; null: all of them
   */
  async readFigures(
    reader: AnalyticsReader,
    { currency, timezone }: RevenuePlan,
    days: Days,
    limit: number | null = null,
  ): Promise<TeamFigures> {
    const only = reader.onlyMember()?.membershipId ?? null;
    const span = spanOfDays(...days, timezone);
    const rows = await reader.read<TeamRow>(teamStatement(reader.organizationId, span, currency, only, limit));
    const money = (sum: string) => ({ amount: toAmount(BigInt(sum)), currency });
    const figures = rows.map((row) => ({
      membershipId: row.id,
      name: row.name,
      status: row.status,
      revenueClosed: money(row.revenue_closed),
      dealsWon: row.deals_won,
      dealsWonInOtherCurrencies: row.deals_won_in_other_currencies,
      pipelineCreated: money(row.pipeline_created),
      callsMade: row.calls_made,
    }));
    return { rows: figures, people: rows[0]?.people ?? 0 };
  }
}

function withoutCounts({ dealsWonInOtherCurrencies: _, ...row }: TeamMemberDto): TeamMemberDto {
  return row;
}
