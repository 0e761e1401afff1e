import { Injectable } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import {
  fiscalYearOf,
  monthAt,
  monthsOfYear,
  periodName,
  quartersOfYear,
  spanOf,
  type FiscalPeriod,
} from '../organization/fiscal-period.policy.js';
import { targetOf } from '../organization/revenue-plan.policy.js';
import { RevenuePlans, type RevenuePlan } from '../organization/revenue-plans.service.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { RevenueDto, RevenueOfPeriodDto } from './dto/revenue.dto.js';
import { revenueStatement, type RevenueRow } from './revenue-queries.js';
import { againstTarget, monthNamesOf, otherCurrencies, revenueIn, type MonthFigure } from './revenue.policy.js';
import { callerAsViewer, type Viewer } from './viewer.js';

/** Revenue and targets. */
@Injectable()
export class Revenue {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly plans: RevenuePlans,
  ) {}

  /** The revenue of a fiscal year (default: the current one) by month and quarter. */
  async ofYear(entry: Entry, given: number | undefined): Promise<RevenueDto> {
    const plan = await this.plans.read(entry);
    const fiscalYear = given ?? fiscalYearOf(monthAt(plan.now, plan), plan);
    const viewer = callerAsViewer(this.tenants, entry);
    const figures = await this.figuresOf(viewer, plan, fiscalYear);
    return revenueOf(plan, fiscalYear, figures, viewer.onlyOf() === null);
  }

  /** The deals won in a fiscal year that the viewer may see, by month and currency. */
  async figuresOf(viewer: Viewer, plan: RevenuePlan, fiscalYear: number): Promise<MonthFigure[]> {
    const months = monthsOfYear(fiscalYear, plan);
    const spans = months.map((month) => spanOf(month, plan));
    const only = viewer.onlyOf()?.membershipId ?? null;
    const rows = await viewer.read<RevenueRow>(revenueStatement(viewer.organizationId, spans, only));
    const names = months.map(periodName);
    return rows.map((row) => ({
      month: names[row.place - 1] ?? '',
      currency: row.currency,
      revenue: BigInt(row.revenue),
      dealsWon: row.deals_won,
    }));
  }
}

/** A fiscal year's revenue from that of its months; without targets for a viewer who sees only their own figures. */
export function revenueOf(
  plan: RevenuePlan,
  fiscalYear: number,
  figures: readonly MonthFigure[],
  seesTargets: boolean,
): RevenueDto {
  const judge = (period: FiscalPeriod): RevenueOfPeriodDto => {
    const revenue = revenueIn(figures, plan.currency, monthNamesOf(period, plan));
    return againstTarget(period, revenue, seesTargets ? targetOf(plan.targets, period) : null, plan.currency);
  };
  const months = monthsOfYear(fiscalYear, plan);
  return {
    fiscalYear,
    months: months.map(judge),
    quarters: quartersOfYear(fiscalYear).map(judge),
    otherCurrencies: otherCurrencies(figures, plan.currency, new Set(months.map(periodName))),
  };
}
