import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import {
  daysOf,
  monthAt,
  periodName,
  quarterOf,
  spanOf,
  spanOfDays,
  type FiscalQuarter,
} from '../../organization/revenue/fiscal-period.policy.js';
import { RevenuePlans, type RevenuePlan } from '../../organization/revenue/revenue-plans.service.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { invalid } from '../../platform/http/problem.js';
import type { ForecastDto, PaceDto, SummaryDto, SummaryQueryDto } from '../dto/summary.dto.js';
import { readerForCaller, type AnalyticsReader } from '../analytics-reader.js';
import { resolveDays, type Days } from '../team.policy.js';
import { comparedDays } from './compared-days.policy.js';
import { dailyRunRate, elapsedOf, expectedByNow, forecastOf, remainingOf, runRateSpan } from './pace.policy.js';
import { targetOfDays } from './range-target.policy.js';
import { spansStatement, type CountedSpan, type SpanRow } from './summary-queries.js';
import { measuresOf, moneyOf, ratioOf, tilesOf, type Measures, type RangeFigures } from './tiles.policy.js';

/** The figures of several ranges, and the forecast of the current fiscal quarter. */
export interface MeasuredRanges<Name extends string> {
  readonly ranges: Readonly<Record<Name, Measures>>;
  readonly forecast: ForecastDto;
}

/** The most important figures of a range of days, compared with another range. */
@Injectable()
export class Summaries {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly plans: RevenuePlans,
  ) {}

  /** @throws 422 for a range that ends before it begins */
  async getSummary(auth: AuthorizedContext, query: SummaryQueryDto): Promise<SummaryDto> {
    const plan = await this.plans.get(auth);
    const days = resolveDays(query, plan.now, plan);
    if (!days) throw invalid({ pointer: '/to', detail: 'Enter an end date on or after the start date.' });
    const previous = comparedDays(days, query.compare);
    const reader = readerForCaller(this.tenants, auth);
    const { ranges, forecast } = await this.measureRanges(reader, plan, { current: days, previous });
    return {
      scope: auth.caller.scope,
      period: { from: days[0], to: days[1], previous: { from: previous[0], to: previous[1] } },
      tiles: tilesOf(ranges.current, ranges.previous, plan.currency),
      pace: paceOf(ranges.current, days, plan),
      forecast: touches(days, currentQuarterOf(plan), plan) ? forecast : null,
    };
  }

  /** The figures of each range, with its target unless the reader sees only their own figures. */
  async measureRanges<Name extends string>(
    reader: AnalyticsReader,
    plan: RevenuePlan,
    days: Readonly<Record<Name, Days>>,
  ): Promise<MeasuredRanges<Name>> {
    const quarter = currentQuarterOf(plan);
    const names = Object.keys(days) as Name[];
    const figures = await this.readFigures(reader, plan, [
      ...names.map((name) => countedSpanOf(name, days[name], plan)),
      { name: 'quarter', span: spanOf(quarter, plan), pipelineAt: null },
      { name: 'runRate', span: runRateSpan(plan.now), pipelineAt: null },
    ]);
    const seesTargets = reader.onlyMember() === null;
    const measured = names.map((name) => [
      name,
      measuresOf(figuresIn(figures, name), seesTargets ? targetOfDays(plan.targets, days[name], plan) : null),
    ]);
    return {
      ranges: Object.fromEntries(measured) as Record<Name, Measures>,
      forecast: forecastOfQuarter(
        quarter,
        { revenue: figuresIn(figures, 'quarter').revenue, trailing: figuresIn(figures, 'runRate').revenue },
        plan,
        seesTargets,
      ),
    };
  }

  private async readFigures(
    reader: AnalyticsReader,
    plan: RevenuePlan,
    spans: readonly CountedSpan[],
  ): Promise<ReadonlyMap<string, RangeFigures>> {
    const only = reader.onlyMember()?.membershipId ?? null;
    const rows = await reader.read<SpanRow>(spansStatement(reader.organizationId, spans, plan.currency, only));
    return new Map(
      rows.map((row) => [
        row.name,
        {
          revenue: BigInt(row.revenue),
          dealsInCurrency: row.deals_in_currency,
          dealsWon: row.deals_won,
          dealsLost: row.deals_lost,
          openPipeline: BigInt(row.open_pipeline),
        },
      ]),
    );
  }
}

function figuresIn(figures: ReadonlyMap<string, RangeFigures>, name: string): RangeFigures {
  const found = figures.get(name);
  if (!found) throw new Error('A range was not read.');
  return found;
}

/** The pipeline is that at the end of the range, or the present one if it has not ended. */
function countedSpanOf(name: string, days: Days, { timezone, now }: RevenuePlan): CountedSpan {
  const span = spanOfDays(...days, timezone);
  const at = now.toISOString();
  // As texts, `-infinity` comes before every time and `infinity` after it.
  return { name, span, pipelineAt: span.until < at ? span.until : at };
}

function currentQuarterOf(plan: RevenuePlan): FiscalQuarter {
  return quarterOf(monthAt(plan.now, plan), plan);
}

function touches(days: Days, quarter: FiscalQuarter, plan: RevenuePlan): boolean {
  const [range, ofQuarter] = [spanOfDays(...days, plan.timezone), spanOf(quarter, plan)];
  return range.from < ofQuarter.until && ofQuarter.from < range.until;
}

function paceOf({ revenue, target }: Measures, days: Days, { timezone, now, currency }: RevenuePlan): PaceDto {
  const elapsed = elapsedOf(spanOfDays(...days, timezone), now);
  const expected = target === null ? null : expectedByNow(target, elapsed);
  return {
    elapsed: ratioOf(elapsed.passed, elapsed.total) ?? 0,
    expected: moneyOf(expected, currency),
    difference: moneyOf(expected === null ? null : revenue - expected, currency),
    ratio: ratioOf(revenue, expected),
  };
}

function forecastOfQuarter(
  quarter: FiscalQuarter,
  { revenue, trailing }: { readonly revenue: bigint; readonly trailing: bigint },
  plan: RevenuePlan,
  seesTargets: boolean,
): ForecastDto {
  const { currency } = plan;
  const value = forecastOf(revenue, trailing, remainingOf(elapsedOf(spanOf(quarter, plan), plan.now)));
  const target = seesTargets ? targetOfDays(plan.targets, daysOf(quarter, plan), plan) : null;
  return {
    period: periodName(quarter),
    revenue: moneyOf(revenue, currency),
    dailyRunRate: moneyOf(dailyRunRate(trailing), currency),
    value: moneyOf(value, currency),
    target: moneyOf(target, currency),
    attainment: ratioOf(value, target),
  };
}
