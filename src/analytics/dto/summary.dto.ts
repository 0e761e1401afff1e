import { IsIn, IsOptional } from 'class-validator';
import { MoneyDto } from '../../platform/money/money.dto.js';
import { COMPARISONS, type Comparison } from '../summary/compared-days.policy.js';
import { TeamQueryDto } from './team.dto.js';

export class SummaryQueryDto extends TeamQueryDto {
  /**
   * Compare with the range directly before (whole months: as many months), or with the same days one year earlier.
   * @example previous_year
   */
  @IsOptional()
  @IsIn(COMPARISONS, { message: 'Compare with the previous period or the previous year.' })
  compare: Comparison = 'previous_period';
}

/** Days in the organization's timezone, both included. */
export class DaysDto {
  /** @example 2026-10-01 */
  from: string;

  /** @example 2026-12-31 */
  to: string;
}

/** The days of a summary and those that it is compared with. */
export class SummaryPeriodDto extends DaysDto {
  /** The days of every `previous`. */
  previous: DaysDto;
}

/** A difference of two amounts of money. */
export class MoneyDifferenceDto {
  /**
   * In minor units of the currency, a whole number from −(2^53−1) to 2^53−1. May be negative.
   * @example -150000
   */
  amount: number;

  /**
   * ISO 4217.
   * @example EUR
   */
  currency: string;
}

/** An amount of money and how it changed. */
export class MoneyTileDto {
  value: MoneyDto | null;

  /** The same for the compared days. */
  previous: MoneyDto | null;

  /**
   * The change relative to `previous`: 0.25 is 25 % more. Null if either value is null, or if `previous` is 0.
   * @example 0.25
   */
  change: number | null;
}

/** A difference of two amounts of money and how it changed. */
export class MoneyDifferenceTileDto {
  value: MoneyDifferenceDto | null;

  /** The same for the compared days. */
  previous: MoneyDifferenceDto | null;

  /**
   * The change relative to `previous`: −0.25 is 25 % less. Null if either value is null, or if `previous` is not more than 0.
   * @example -0.25
   */
  change: number | null;
}

/** A fraction and how it changed. */
export class FractionTileDto {
  /**
   * 0.14 is 14 %.
   * @example 0.14
   */
  value: number | null;

  /**
   * The same for the compared days.
   * @example 0.12
   */
  previous: number | null;

  /**
   * `value` minus `previous`: 0.02 is two percentage points more. Null if either is null.
   * @example 0.02
   */
  change: number | null;
}

/** The figures of a range of days. */
export class SummaryTilesDto {
  /** The value of the deals won in the range, in the organization's currency. */
  revenue: MoneyTileDto;

  /**
   * The target of the range. A whole fiscal quarter has its own, otherwise the default quarterly one; other whole months have their
   * monthly ones, and a part of a month its share by days. A quarter without a target uses those of its months, and a
   * month without one the quarter's share by days. Null: a part has no target, or the caller sees only their own figures.
   */
  target: MoneyTileDto;

  /** The revenue divided by the target. Null without a target, or if the target is 0. */
  attainment: FractionTileDto;

  /** The target minus the revenue; negative if the revenue exceeds it. Null without a target. */
  gap: MoneyDifferenceTileDto;

  /**
   * The value of the deals that were open at the end of the range, or are open now if it has not ended, in the organization's
   * currency and at their present amount. A deal is open from its creation until its `closedAt`.
   */
  openPipeline: MoneyTileDto;

  /** The revenue divided by the number of the deals won in the organization's currency, rounded. Null without any. */
  averageDeal: MoneyTileDto;

  /** Deals won divided by deals won and lost in the range, by number, in any currency. Null if none was closed. */
  winRate: FractionTileDto;
}

/** The revenue compared with an even progress towards the target of the range. */
export class PaceDto {
  /**
   * The part of the range that has passed: 0 before it begins, 1 after it has ended.
   * @example 0.5
   */
  elapsed: number;

  /** The target multiplied by `elapsed`. Null without a target. */
  expected: MoneyDto | null;

  /** The revenue minus `expected`; negative: behind. Null without a target. */
  difference: MoneyDifferenceDto | null;

  /**
   * The revenue divided by `expected`: 1 is exactly on pace. Null without a target, or if `expected` is 0.
   * @example 0.94
   */
  ratio: number | null;
}

/** What the revenue of the current fiscal quarter will be if deals are won at the rate of the last 90 days. */
export class ForecastDto {
  /**
   * The current fiscal quarter.
   * @example FY2027-Q1
   */
  period: string;

  /** The revenue of the quarter so far. */
  revenue: MoneyDto;

  /** The revenue of the last 90 days (of 24 hours), divided by 90. */
  dailyRunRate: MoneyDto;

  /** `revenue`, plus the run rate for the time that is left of the quarter. */
  value: MoneyDto;

  /** The quarter's target, as in the tiles. Null: none, or the caller sees only their own figures. */
  target: MoneyDto | null;

  /**
   * `value` divided by `target`. Null without a target, or if it is 0.
   * @example 1.04
   */
  attainment: number | null;
}

/** The most important figures of a range of days. */
export class SummaryDto {
  /**
   * `own`: the figures are only those of the caller's own deals.
   * @example all
   */
  scope: 'all' | 'own';

  period: SummaryPeriodDto;

  tiles: SummaryTilesDto;

  pace: PaceDto;

  /** Null if the range does not contain a day of the current fiscal quarter. */
  forecast: ForecastDto | null;
}
