import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../access/authorized-context.js';
import {
  fiscalYearOf,
  monthAt,
  monthsOfYear,
  periodName,
  quartersOfYear,
  spanOf,
  type FiscalPeriod,
} from '../organization/revenue/fiscal-period.policy.js';
import { targetOf } from '../organization/revenue/revenue-plan.policy.js';
import { RevenuePlans, type RevenuePlan } from '../organization/revenue/revenue-plans.service.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { RevenueDto, RevenueQueryDto } from './dto/revenue.dto.js';
import { revenueStatement, type RevenueRow } from './revenue-queries.js';
import {
  dealsWonIn,
  revenueWithTarget,
  monthNamesOf,
  otherCurrencies,
  revenueIn,
  withoutCounts,
  type CountedPeriod,
  type CountedYear,
  type MonthFigure,
} from './revenue.policy.js';
import { readerForCaller, type AnalyticsReader } from './analytics-reader.js';

/** Revenue and targets. */
@Injectable()
export class Revenue {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly plans: RevenuePlans,
  ) {}

  /** The revenue of a fiscal year (default: the current one) by month and quarter. */
  async getRevenue(auth: AuthorizedContext, query: RevenueQueryDto): Promise<RevenueDto> {
    const plan = await this.plans.get(auth);
    const fiscalYear = query.fiscalYear ?? fiscalYearOf(monthAt(plan.now, plan), plan);
    const reader = readerForCaller(this.tenants, auth);
    const figures = await this.readFigures(reader, plan, fiscalYear);
    const year = revenueOf(plan, fiscalYear, figures, { seesTargets: reader.onlyMember() === null });
    return query.include === 'counts' ? year : withoutCounts(year);
  }

  /** The deals won in a fiscal year that the reader may see, by month and currency. */
  async readFigures(reader: AnalyticsReader, plan: RevenuePlan, fiscalYear: number): Promise<MonthFigure[]> {
    const months = monthsOfYear(fiscalYear, plan);
    const spans = months.map((month) => spanOf(month, plan));
    const only = reader.onlyMember()?.membershipId ?? null;
    const rows = await reader.read<RevenueRow>(revenueStatement(reader.organizationId, spans, only));
    const names = months.map(periodName);
    return rows.map((row) => ({
      month: names[row.month_number - 1] ?? '',
      currency: row.currency,
      revenue: BigInt(row.revenue),
      dealsWon: row.deals_won,
    }));
  }
}

/** A fiscal year's revenue from that of its months; without targets for a reader who sees only their own figures. */
export function revenueOf(
  plan: RevenuePlan,
  fiscalYear: number,
  figures: readonly MonthFigure[],
  { seesTargets }: { readonly seesTargets: boolean },
): CountedYear {
  const withTarget = (period: FiscalPeriod): CountedPeriod => {
    const { currency } = plan;
    const names = monthNamesOf(period, plan);
    const target = seesTargets ? targetOf(plan.targets, period) : null;
    return {
      period: periodName(period),
      ...revenueWithTarget(revenueIn(figures, currency, names), target, currency),
      dealsWon: dealsWonIn(figures, currency, names),
      otherCurrencies: otherCurrencies(figures, currency, names),
    };
  };
  const months = monthsOfYear(fiscalYear, plan);
  return {
    fiscalYear,
    months: months.map(withTarget),
    quarters: quartersOfYear(fiscalYear).map(withTarget),
    otherCurrencies: otherCurrencies(figures, plan.currency, new Set(months.map(periodName))),
  };
}
