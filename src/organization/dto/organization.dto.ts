import { IsInt, Max, Min, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import type { Role } from '../../access/permissions.policy.js';
import type { Plan } from '../../access/plan.js';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { IsId } from '../../platform/ids/is-id.js';
import { Currency, MoneyDto } from '../../platform/money/money.dto.js';
import { IsName } from '../../platform/text/is-text.js';
import { isTimezone } from '../../platform/time/index.js';
import { refusalOfName } from '../organization.policy.js';

@ValidatorConstraint({ name: 'timezone' })
export class Timezone implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isTimezone(value);
  }

  defaultMessage(): string {
    return 'Choose a timezone, such as Europe/Berlin, Asia/Tokyo or UTC.';
  }
}

/** Default revenue targets; null where none is set. */
export class RevenueTargetsDto {
  monthly: MoneyDto | null;

  quarterly: MoneyDto | null;
}

/** An organization, as the caller sees it. */
export class OrganizationDto {
  /** @example 019ab970-1c00-7000-8000-000000000000 */
  id: string;

  /** @example "Acme Sales" */
  name: string;

  /**
   * Unique on the platform, made from the name.
   * @example acme-sales
   */
  slug: string;

  /**
   * The currency of deal values and revenue, as an ISO 4217 code.
   * @example EUR
   */
  currency: string;

  /**
   * The IANA timezone for scheduling, reports and the dates of filters.
   * @example Europe/Berlin
   */
  timezone: string;

  /**
   * The month in which the fiscal year begins, 1 to 12. A fiscal year has the number of the calendar year in which it ends.
   * @example 1
   */
  fiscalYearStartMonth: number;

  revenueTargets: RevenueTargetsDto;

  /**
   * Whether the monthly report is sent by email to the owner and the admins.
   * @example true
   */
  monthlyReport: boolean;

  /** @example null */
  logoUrl: string | null;

  /** @example starter */
  plan: Plan;

  /**
   * The caller's own role.
   * @example owner
   */
  role: Role;

  /** @example 2026-11-01T08:00:00.000Z */
  createdAt: string;
}

export class CreateOrganizationDto {
  /**
   * 1 to 100 characters, at least one of them visible, without control and text-direction characters and web addresses.
   * Several blanks in a row become one.
   * @example "Acme Sales"
   */
  @IsName(refusalOfName)
  name: string;

  /**
   * ISO 4217.
   * @example EUR
   */
  @IsOptionalNotNull()
  @Validate(Currency)
  currency: string = 'EUR';

  /**
   * IANA.
   * @example Europe/Berlin
   */
  @IsOptionalNotNull()
  @Validate(Timezone)
  timezone: string = 'UTC';

  /**
   * The month in which the fiscal year begins, 1 to 12.
   * @example 1
   */
  @IsOptionalNotNull()
  @IsInt({ message: 'Enter a month from 1 to 12.' })
  @Min(1, { message: 'Enter a month from 1 to 12.' })
  @Max(12, { message: 'Enter a month from 1 to 12.' })
  fiscalYearStartMonth: number = 1;
}

/** One of the user's organizations. */
export class OwnOrganizationDto {
  /** @example 019ab970-1c00-7000-8000-000000000000 */
  id: string;

  /** @example "Acme Sales" */
  name: string;

  /** @example null */
  logoUrl: string | null;

  /** @example owner */
  role: Role;

  /** @example starter */
  plan: Plan;
}

/** The user who is signed in. */
export class MeDto {
  /** @example 019ab970-1c00-7000-8000-000000000001 */
  id: string;

  /** @example "Ada Lovelace" */
  name: string;

  /**
   * The primary address.
   * @example ada@example.com
   */
  email: string;

  /**
   * Every verified address, the primary one first.
   * @example ["ada@example.com"]
   */
  emails: string[];

  /**
   * The organization that is selected in the switcher; null before the first one.
   * @example 019ab970-1c00-7000-8000-000000000000
   */
  activeOrganizationId: string | null;

  /** The user's organizations, sorted by name. */
  organizations: OwnOrganizationDto[];
}

export class SetActiveOrganizationDto {
  /**
   * The ID of one of your organizations.
   * @example 019ab970-1c00-7000-8000-000000000000
   */
  @IsId('the ID of one of your organizations')
  organizationId: string;
}
