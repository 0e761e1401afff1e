import { IsInt, Max, Min, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import type { Role } from '../../access/permissions.policy.js';
import type { Plan } from '../../platform/database/tenancy.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
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
    return 'Give an IANA timezone such as Europe/Berlin, America/New_York or UTC.';
  }
}

/** Standing revenue targets; null where there is none. */
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
   * For deal values and revenue; ISO 4217.
   * @example EUR
   */
  currency: string;

  /**
   * For scheduling, reports and the days of filters; IANA.
   * @example Europe/Berlin
   */
  timezone: string;

  /**
   * 1 to 12. A fiscal year bears the number of the calendar year in which it ends.
   * @example 1
   */
  fiscalYearStartMonth: number;

  revenueTargets: RevenueTargetsDto;

  /**
   * Whether the report of the month is mailed to the owner and the admins.
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
   * 1 to 100 characters, at least one of them visible, without control and text-direction characters and web addresses. Runs of
   * blanks become one.
   * @example "Acme Sales"
   */
  @IsName(refusalOfName)
  name: string;

  /**
   * ISO 4217.
   * @example EUR
   */
  @MayBeLeftOut()
  @Validate(Currency)
  currency: string = 'EUR';

  /**
   * IANA.
   * @example Europe/Berlin
   */
  @MayBeLeftOut()
  @Validate(Timezone)
  timezone: string = 'UTC';

  /**
   * The month in which the fiscal year begins, 1 to 12.
   * @example 1
   */
  @MayBeLeftOut()
  @IsInt({ message: 'Give a month from 1 to 12.' })
  @Min(1, { message: 'Give a month from 1 to 12.' })
  @Max(12, { message: 'Give a month from 1 to 12.' })
  fiscalYearStartMonth: number = 1;
}

/** An organization in the switcher. */
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

/** The person who is signed in. */
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
   * Where the switcher stands; null before the first organization.
   * @example 019ab970-1c00-7000-8000-000000000000
   */
  activeOrganizationId: string | null;

  /** By name. */
  organizations: OwnOrganizationDto[];
}

export class SetActiveOrganizationDto {
  /**
   * One of your organizations.
   * @example 019ab970-1c00-7000-8000-000000000000
   */
  @IsId('the id of one of your organizations')
  organizationId: string;
}
