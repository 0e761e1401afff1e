import { Injectable } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import { spanOfDays } from '../organization/fiscal-period.policy.js';
import { RevenuePlans, type RevenuePlan } from '../organization/revenue-plans.service.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { invalid } from '../platform/http/problem.js';
import type { TeamMemberDto, TeamQueryDto } from './dto/team.dto.js';
import { toAmount } from './revenue.policy.js';
import { daysMeant, type Days } from './team.policy.js';
import { teamStatement, type TeamRow } from './team-queries.js';
import { callerAsViewer, type Viewer } from './viewer.js';

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
  async list(entry: Entry, query: TeamQueryDto): Promise<TeamMemberDto[]> {
    const plan = await this.plans.read(entry);
    const days = daysMeant(query, plan.now, plan);
    if (!days) throw invalid({ pointer: '/to', detail: 'Enter an end date on or after the start date.' });
    return (await this.figuresOf(callerAsViewer(this.tenants, entry), plan, days)).rows;
  }

  /**
   * A row for every member whom the viewer may see, most revenue first.
   *
   * @param most only the first members; null: all of them
   */
  async figuresOf(
    viewer: Viewer,
    { currency, timezone }: RevenuePlan,
    days: Days,
    most: number | null = null,
  ): Promise<TeamFigures> {
    const only = viewer.onlyOf()?.membershipId ?? null;
    const span = spanOfDays(...days, timezone);
    const rows = await viewer.read<TeamRow>(teamStatement(viewer.organizationId, span, currency, only, most));
    const money = (sum: string) => ({ amount: toAmount(BigInt(sum)), currency });
    const figures = rows.map((row) => ({
      membershipId: row.id,
      name: row.name,
      status: row.status,
      revenueClosed: money(row.revenue_closed),
      dealsWon: row.deals_won,
      pipelineCreated: money(row.pipeline_created),
      callsMade: row.calls_made,
    }));
    return { rows: figures, people: rows[0]?.people ?? 0 };
  }
}
