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
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { KnownCurrency, MoneyDto, MoneyInputDto } from '../../platform/money/money.dto.js';
import { IsName } from '../../platform/text/is-text.js';
import { refusalOfName } from '../organization.policy.js';
import { Timezone } from './organization.dto.js';

/** Default targets; what is left out is kept, null removes a target. */
export class RevenueTargetsInputDto {
  /** For every month that has no target of its own. */
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  @IsObject({ message: 'Enter an amount and its currency, or leave it empty.' })
  @ValidateNested()
  @Type(() => MoneyInputDto)
  monthly?: MoneyInputDto | null;

  /** For every fiscal quarter that has no target of its own. */
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  @IsObject({ message: 'Enter an amount and its currency, or leave it empty.' })
  @ValidateNested()
  @Type(() => MoneyInputDto)
  quarterly?: MoneyInputDto | null;
}

/** What is left out is kept as it is. */
export class ChangeOrganizationDto {
  /**
   * 1 to 100 characters, at least one of them visible, without control and text-direction characters and web addresses.
   * Several blanks in a row become one.
   * @example "Acme Sales"
   */
  @IsOptionalNotNull()
  @IsName(refusalOfName)
  name?: string;

  /**
   * Unique on the platform: 1 to 60 of a to z, 0 to 9 and single hyphens between them.
   * @example acme-sales
   */
  @IsOptionalNotNull()
  @IsString({ message: 'Use only a to z, 0 to 9 and hyphens.' })
  @MaxLength(60, { message: 'Use 1 to 60 of a to z, 0 to 9 and single hyphens.' })
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'Use 1 to 60 of a to z, 0 to 9 and single hyphens.' })
  slug?: string;

  /**
   * ISO 4217; a withdrawn currency can be kept but not chosen. Amounts are never converted; default targets in the old
   * currency do not apply until they are set in the new one.
   * @example EUR
   */
  @IsOptionalNotNull()
  @Validate(KnownCurrency)
  currency?: string;

  /**
   * IANA.
   * @example Europe/Berlin
   */
  @IsOptionalNotNull()
  @Validate(Timezone)
  timezone?: string;

  /**
   * The month in which the fiscal year begins, 1 to 12.
   * @example 1
   */
  @IsOptionalNotNull()
  @IsInt({ message: 'Enter a month from 1 to 12.' })
  @Min(1, { message: 'Enter a month from 1 to 12.' })
  @Max(12, { message: 'Enter a month from 1 to 12.' })
  fiscalYearStartMonth?: number;

  @IsOptionalNotNull()
  @IsObject({ message: 'Enter a monthly target, a quarterly one, or both.' })
  @ValidateNested()
  @Type(() => RevenueTargetsInputDto)
  revenueTargets?: RevenueTargetsInputDto;

  /**
   * Whether the monthly report is sent by email to the owner and the admins.
   * @example true
   */
  @IsOptionalNotNull()
  @IsBoolean({ message: 'Choose true or false.' })
  monthlyReport?: boolean;
}

/** The target of one month or fiscal quarter, which applies instead of the default one. */
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
  @IsObject({ message: 'Enter an amount and its currency.' })
  @ValidateNested()
  @Type(() => MoneyInputDto)
  amount: MoneyInputDto;
}
