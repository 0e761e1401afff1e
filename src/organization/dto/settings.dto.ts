import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsInt,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  Max,
  Min,
  Validate,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { KnownCurrency, MoneyDto, MoneyInputDto } from '../../platform/money/money.dto.js';
import { IsName } from '../../platform/text/is-text.js';
import { refusalOfName } from '../organization.policy.js';
import { Timezone } from './organization.dto.js';

/** Standing targets; what is left out stays, null removes one. */
export class RevenueTargetsInputDto {
  /** For every month without a target of its own. */
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  @IsObject({ message: 'Give { amount, currency } or null.' })
  @ValidateNested()
  @Type(() => MoneyInputDto)
  monthly?: MoneyInputDto | null;

  /** For every fiscal quarter without a target of its own. */
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  @IsObject({ message: 'Give { amount, currency } or null.' })
  @ValidateNested()
  @Type(() => MoneyInputDto)
  quarterly?: MoneyInputDto | null;
}

/** What is left out stays as it is. */
export class ChangeOrganizationDto {
  /**
   * 1 to 100 characters, at least one of them visible, without control and text-direction characters and web addresses. Runs of
   * blanks become one.
   * @example "Acme Sales"
   */
  @MayBeLeftOut()
  @IsName(refusalOfName)
  name?: string;

  /**
   * Unique on the platform: 1 to 60 of a to z, 0 to 9 and single hyphens between them.
   * @example acme-sales
   */
  @MayBeLeftOut()
  @IsString({ message: 'Give a to z, 0 to 9 and hyphens.' })
  @MaxLength(60, { message: 'Give 1 to 60 of a to z, 0 to 9 and single hyphens.' })
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'Give 1 to 60 of a to z, 0 to 9 and single hyphens.' })
  slug?: string;

  /**
   * ISO 4217; one that was withdrawn can only be kept. Amounts are never rewritten; standing targets in the old currency count no more until they are set anew.
   * @example EUR
   */
  @MayBeLeftOut()
  @Validate(KnownCurrency)
  currency?: string;

  /**
   * IANA.
   * @example Europe/Berlin
   */
  @MayBeLeftOut()
  @Validate(Timezone)
  timezone?: string;

  /**
   * The month in which the fiscal year begins, 1 to 12.
   * @example 1
   */
  @MayBeLeftOut()
  @IsInt({ message: 'Give a month from 1 to 12.' })
  @Min(1, { message: 'Give a month from 1 to 12.' })
  @Max(12, { message: 'Give a month from 1 to 12.' })
  fiscalYearStartMonth?: number;

  @MayBeLeftOut()
  @IsObject({ message: 'Give { monthly, quarterly }.' })
  @ValidateNested()
  @Type(() => RevenueTargetsInputDto)
  revenueTargets?: RevenueTargetsInputDto;

  /**
   * Whether the report of the month is mailed to the owner and the admins.
   * @example true
   */
  @MayBeLeftOut()
  @IsBoolean({ message: 'Give true or false.' })
  monthlyReport?: boolean;
}

/** A target of one month or fiscal quarter, which counts instead of the standing one. */
export class RevenueTargetDto {
  /**
   * A month (`2026-12`) or a fiscal quarter (`FY2027-Q1`).
   * @example FY2027-Q1
   */
  period: string;

  amount: MoneyDto;
}

export class SetRevenueTargetDto {
  /** In the organization's currency. */
  @IsObject({ message: 'Give { amount, currency }.' })
  @ValidateNested()
  @Type(() => MoneyInputDto)
  amount: MoneyInputDto;
}
