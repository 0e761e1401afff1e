import { Transform } from 'class-transformer';
import { ArrayUnique, IsIn, IsOptional } from 'class-validator';
import type { Role } from '../../access/permissions.policy.js';
import { ASSIGNABLE_ROLES, type AssignableRole } from '../../membership/dto/member.dto.js';
import { IsEmailAddress } from '../../platform/addresses/is-email-address.js';
import { commaSeparated, ListQueryDto } from '../../platform/lists/list-query.dto.js';
import type { InvitationStatus } from '../invitation.policy.js';

const STATUSES = ['pending', 'expired', 'accepted', 'revoked', 'declined'] as const;

export class InviteDto {
  /**
   * Whom to invite. Compared ASCII-lowercased, the domain as A-label.
   * @example grace@example.com
   */
  @IsEmailAddress()
  email: string;

  /**
   * The role that the person will have.
   * @example member
   */
  @IsIn(ASSIGNABLE_ROLES, { message: `Choose one of ${ASSIGNABLE_ROLES.join(', ')}.` })
  role: AssignableRole;
}

/** Who invited. */
export class InviterDto {
  /**
   * Null when an API key invited.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  membershipId: string | null;

  /** @example "Ada Lovelace" */
  name: string;
}

export class InvitationDto {
  /** @example 019ab970-1c00-7000-8000-000000000003 */
  id: string;

  /** @example grace@example.com */
  email: string;

  /** @example member */
  role: AssignableRole;

  /** @example pending */
  status: InvitationStatus;

  /**
   * What became of the newest mail: `sent` once the mail server has taken it, `failed` when it refused the address for good.
   * @example sent
   */
  emailStatus: 'queued' | 'sent' | 'failed';

  invitedBy: InviterDto;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /**
   * When the newest link was asked for.
   * @example 2026-11-24T09:00:00.000Z
   */
  lastSentAt: string;

  /**
   * Seven days after `lastSentAt`.
   * @example 2026-12-01T09:00:00.000Z
   */
  expiresAt: string;
}

export class InvitationListQueryDto extends ListQueryDto {
  /**
   * Only these, separated by commas; all unless given.
   * @example ["pending", "expired"]
   */
  @IsOptional()
  @Transform(commaSeparated)
  @ArrayUnique({ message: 'Name each status once.' })
  @IsIn(STATUSES, { each: true, message: `Give one or more of ${STATUSES.join(', ')}.` })
  status?: InvitationStatus[];
}

/** The organization as a stranger may see it. */
export class InvitingOrganizationDto {
  /** @example "Acme Sales" */
  name: string;

  /** @example null */
  logoUrl: string | null;
}

/** An invitation as the holder of its link sees it. */
export class PublicInvitationDto {
  organization: InvitingOrganizationDto;

  /** @example "Ada Lovelace" */
  inviterName: string;

  /** @example member */
  role: AssignableRole;

  /**
   * The invited address, masked.
   * @example g…e@example.com
   */
  email: string;

  /** @example pending */
  status: InvitationStatus;

  /** @example 2026-12-01T09:00:00.000Z */
  expiresAt: string;
}

/** What became of an answered invitation. */
export class AcceptedInvitationDto {
  /** @example 019ab970-1c00-7000-8000-000000000000 */
  organizationId: string;

  /** @example 019ab970-1c00-7000-8000-000000000004 */
  membershipId: string;

  /**
   * What the caller is there now; accepting a second time answers a role that was changed since.
   * @example member
   */
  role: Role;
}

export class DeclinedInvitationDto {
  /** @example declined */
  status: 'declined';
}

/** An open invitation to one of the caller's addresses. */
export class OwnInvitationDto {
  /** @example 019ab970-1c00-7000-8000-000000000003 */
  id: string;

  organization: InvitingOrganizationDto;

  /** @example "Ada Lovelace" */
  inviterName: string;

  /** @example member */
  role: AssignableRole;

  /**
   * Which of your addresses was invited.
   * @example grace@example.com
   */
  email: string;

  /** @example pending */
  status: InvitationStatus;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /** @example 2026-12-01T09:00:00.000Z */
  expiresAt: string;
}
