import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional } from 'class-validator';
import { parseFiscalYear } from '../../organization/revenue/fiscal-period.policy.js';
import { MoneyDto } from '../../platform/money/money.dto.js';

export class RevenueQueryDto {
  /**
   * The calendar year in which the fiscal year ends. Default: the current fiscal year.
   * @example 2026
   */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (parseFiscalYear(value) ?? value) : value))
  @IsInt({ message: 'Enter the year in which the fiscal year ends, such as 2026.' })
  fiscalYear?: number;

  /**
   * `counts`: each period also has the number of its deals and those in other currencies.
   * @example counts
   */
  @IsOptional()
  @IsIn(['counts'], { message: 'Choose counts.' })
  include?: 'counts';
}

/** The revenue in a currency other than the organization's. It is never converted or added up. */
export class RevenueOfCurrencyDto {
  /** @example USD */
  currency: string;

  revenue: MoneyDto;

  /**
   * The number of the deals won in this currency; with `include=counts`.
   * @example 2
   */
  dealsWon?: number;
}

/** The revenue of a month or fiscal quarter. */
export class RevenueOfPeriodDto {
  /**
   * A month (`2026-12`) or a fiscal quarter (`FY2027-Q1`).
   * @example 2026-11
   */
  period: string;

  /** The value of the deals won in the period, in the organization's currency. */
  revenue: MoneyDto;

  /**
   * The period's own target, otherwise the default one for months or quarters. Null: none, or the caller sees only
   * their own figures.
   */
  target: MoneyDto | null;

  /**
   * The revenue divided by the target: 0.14 is 14 %. Null without a target, or if the target is 0.
   * @example 0.14
   */
  attainment: number | null;

  /**
   * The number of the deals that `revenue` is the sum of; with `include=counts`.
   * @example 14
   */
  dealsWon?: number;

  /**
   * The deals won in other currencies, sorted by currency code; with `include=counts`. `revenue` and `dealsWon` do not include
   * them.
   */
  otherCurrencies?: RevenueOfCurrencyDto[];
}

/** The revenue of a fiscal year. */
export class RevenueDto {
  /**
   * The calendar year in which the fiscal year ends.
   * @example 2026
   */
  fiscalYear: number;

  /** All twelve months, in order. */
  months: RevenueOfPeriodDto[];

  /** All four quarters, in order. */
  quarters: RevenueOfPeriodDto[];

  /** The revenue of the whole year in other currencies, sorted by currency code. */
  otherCurrencies: RevenueOfCurrencyDto[];
}
