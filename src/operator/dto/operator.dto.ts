import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min, NotEquals } from 'class-validator';
import { PLAN_IDS } from '../../billing/plans/plans.js';
import { BillingDto } from '../../billing/dto/billing.dto.js';
import type { Plan } from '../../access/plan.js';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { IsId } from '../../platform/ids/is-id.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { IsSearch, IsText } from '../../platform/text/is-text.js';
import { IsInstant } from '../../platform/time/is-instant.js';
import { inWords } from '../../platform/text/choices.js';

export class FindOrganizationsQueryDto extends ListQueryDto {
  /**
   * Part of the name, the slug or the owner's address, or the ID.
   * @example acme
   */
  @IsOptional()
  @IsSearch()
  q?: string;

  /**
   * `true`: only deleted organizations.
   * @example false
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Choose true or false.' })
  deleted?: 'true' | 'false';
}

export class FindUsersQueryDto extends ListQueryDto {
  /**
   * Part of the name or an address, or the complete ID.
   * @example ada
   */
  @IsOptional()
  @IsSearch()
  q?: string;
}

export class OwnerDto {
  /** @example 019ab970-1c00-7000-8000-000000000002 */
  membershipId: string;

  /** @example "Ada Lovelace" */
  name: string;

  /** @example ada@example.com */
  email: string;
}

/** An organization as a superadmin of the platform sees it. */
export class PlatformOrganizationDto {
  /** @example 019ab970-1c00-7000-8000-000000000000 */
  id: string;

  /** @example "Acme Sales" */
  name: string;

  /** @example acme-sales */
  slug: string;

  /** @example starter */
  plan: Plan;

  /** Null for a deleted organization whose owner's account was deleted. */
  owner: OwnerDto | null;

  /**
   * Active members.
   * @example 2
   */
  members: number;

  /**
   * The state of the payments: `past_due` if a payment failed, `canceled` if the paid subscription has ended.
   * @example active
   */
  status: BillingDto['status'];

  /**
   * Seats in use, by members and by pending invitations.
   * @example 3
   */
  seatsUsed: number;

  /**
   * When a member was last active; null if none has been yet.
   * @example 2026-11-24T09:30:00.000Z
   */
  lastActiveAt: string | null;

  /** @example 2026-11-01T08:00:00.000Z */
  createdAt: string;

  /** @example null */
  deletedAt: string | null;

  /**
   * When a deleted organization is permanently deleted.
   * @example null
   */
  purgeAt: string | null;
}

/** An organization with the state of its billing. */
export class PlatformOrganizationDetailsDto extends PlatformOrganizationDto {
  /** Plan, status, seats and credits. Null for a deleted organization. */
  billing: BillingDto | null;
}

/** A user account, independent of any organization. */
export class PlatformUserDto {
  /** @example 019ab970-1c00-7000-8000-000000000001 */
  id: string;

  /** @example "Ada Lovelace" */
  name: string;

  /** @example ["ada@example.com"] */
  emails: string[];

  /** @example 2026-11-01T08:00:00.000Z */
  createdAt: string;
}

export class OverridePlanDto {
  /** @example pro */
  @IsIn(PLAN_IDS, { message: `Choose one of ${inWords(PLAN_IDS)}.` })
  plan: Plan;

  /**
   * When the previous plan is in force again: a future time as in RFC 3339. Default: the plan stays.
   * @example 2099-01-01T00:00:00Z
   */
  @IsOptionalNotNull()
  @IsInstant()
  until?: string;
}

const LEAST_GRANTED = -1_000_000_000;
const MAX_GRANTED = 1_000_000_000;
const GRANT_BOUNDS = 'Enter a whole number from -1,000,000,000 to 1,000,000,000, except 0.';

export class GrantCreditsDto {
  /**
   * Positive to add credits, negative to remove some. The balance cannot go below zero. At most 1,000,000,000 at a
   * time.
   * @example 500
   */
  @IsInt({ message: GRANT_BOUNDS })
  @NotEquals(0, { message: GRANT_BOUNDS })
  @Min(LEAST_GRANTED, { message: GRANT_BOUNDS })
  @Max(MAX_GRANTED, { message: GRANT_BOUNDS })
  credits: number;

  /**
   * The reason, which the organization's owner sees in the audit log. 1 to 500 characters.
   * @example "Goodwill after the outage of 20 November"
   */
  @IsText({ form: 'text', max: 500 })
  reason: string;
}

export class UnlimitedCreditsDto {
  /** @example true */
  @IsBoolean({ message: 'Choose true or false.' })
  unlimited: boolean;
}

export class RestoreDto {
  /**
   * The user who becomes the owner. Required for an organization that no longer has one.
   * @example 019ab970-1c00-7000-8000-000000000001
   */
  @IsOptionalNotNull()
  @IsId('a user ID')
  ownerUserId?: string;
}
