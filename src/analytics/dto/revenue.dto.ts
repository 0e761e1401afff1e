import { Transform } from 'class-transformer';
import { IsInt, IsOptional } from 'class-validator';
import { parseFiscalYear } from '../../organization/fiscal-period.policy.js';
import { MoneyDto } from '../../platform/money/money.dto.js';

export class RevenueQueryDto {
  /**
   * The calendar year in which the fiscal year ends; the current fiscal year unless given.
   * @example 2026
   */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (parseFiscalYear(value) ?? value) : value))
  @IsInt({ message: 'Give the year in which the fiscal year ends, such as 2026.' })
  fiscalYear?: number;
}

/** What came in within a month or fiscal quarter. */
export class RevenueOfPeriodDto {
  /**
   * A month (`2026-12`) or a fiscal quarter (`FY2027-Q1`).
   * @example 2026-11
   */
  period: string;

  /** Of the deals that were won in it, in the organization's currency. */
  revenue: MoneyDto;

  /** Its own target, else the standing one of its kind; null: none, or the caller sees their own figures only. */
  target: MoneyDto | null;

  /**
   * The part of the target that is reached: 0.14 is 14 %; null without a target, or with one of nothing.
   * @example 0.14
   */
  attainment: number | null;
}

/** What came in in another currency than the organization's. It is never converted or added up. */
export class RevenueOfCurrencyDto {
  /** @example USD */
  currency: string;

  revenue: MoneyDto;
}

/** The revenue of a fiscal year. */
export class RevenueDto {
  /**
   * The calendar year in which it ends.
   * @example 2026
   */
  fiscalYear: number;

  /** All twelve, in order. */
  months: RevenueOfPeriodDto[];

  /** All four, in order. */
  quarters: RevenueOfPeriodDto[];

  /** The whole year's, in the order of the codes. */
  otherCurrencies: RevenueOfCurrencyDto[];
}
