import { Transform } from 'class-transformer';
import { ArrayUnique, IsIn, IsOptional } from 'class-validator';
import { ASSIGNABLE_ROLES, type AssignableRole, type Role } from '../../access/permissions.policy.js';
import { IsEmailAddress } from '../../platform/addresses/is-email-address.js';
import { commaSeparated, ListQueryDto } from '../../platform/lists/list-query.dto.js';
import type { InvitationStatus } from '../invitation.policy.js';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { inWords } from '../../platform/text/choices.js';
import { IsText } from '../../platform/text/is-text.js';
import { MAX_MESSAGE_LENGTH, refusalOfMessage } from '../invitation-message.policy.js';

const STATUSES = ['pending', 'expired', 'accepted', 'revoked', 'declined'] as const;

export class InviteDto {
  /**
   * The address to invite. Addresses are compared with ASCII letters in lower case and the domain as A-label.
   * @example grace@example.com
   */
  @IsEmailAddress()
  email: string;

  /**
   * The role that the person gets.
   * @example member
   */
  @IsIn(ASSIGNABLE_ROLES, { message: `Choose one of ${inWords(ASSIGNABLE_ROLES)}.` })
  role: AssignableRole;

  /**
   * A personal message: plain text without web addresses. The email shows it as the inviter's own words; line breaks are kept.
   * @example "Hi Grace, welcome to the team!"
   */
  @IsOptionalNotNull()
  @IsText({ form: 'text', max: MAX_MESSAGE_LENGTH }, refusalOfMessage)
  message?: string;
}

export class ChangeInvitationDto {
  /**
   * The new role of the person who is invited.
   * @example admin
   */
  @IsIn(ASSIGNABLE_ROLES, { message: `Choose one of ${inWords(ASSIGNABLE_ROLES)}.` })
  role: AssignableRole;
}

/** The member or API key that sent the invitation. */
export class InviterDto {
  /**
   * Null when an API key sent the invitation.
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
   * The state of the latest email: `sent` once the mail server has accepted it, `failed` when it permanently refused the
   * address.
   * @example sent
   */
  emailStatus: 'queued' | 'sent' | 'failed';

  invitedBy: InviterDto;

  /**
   * The personal message in the email; null: none.
   * @example null
   */
  message: string | null;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /**
   * When the latest link was requested.
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
   * Only invitations with these statuses, separated by commas; all if left out.
   * @example ["pending", "expired"]
   */
  @IsOptional()
  @Transform(commaSeparated)
  @ArrayUnique({ message: 'List each status only once.' })
  @IsIn(STATUSES, { each: true, message: `Choose one or more of ${inWords(STATUSES)}.` })
  status?: InvitationStatus[];
}

/** The part of the organization that an invited person can see. */
export class InvitingOrganizationDto {
  /** @example "Acme Sales" */
  name: string;

  /** @example null */
  logoUrl: string | null;
}

/** The part of an invitation that a person with its link can see. */
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

/** The result of accepting an invitation. */
export class AcceptedInvitationDto {
  /** @example 019ab970-1c00-7000-8000-000000000000 */
  organizationId: string;

  /** @example 019ab970-1c00-7000-8000-000000000004 */
  membershipId: string;

  /**
   * The caller's present role; accepting a second time answers a role that was changed since.
   * @example member
   */
  role: Role;
}

export class DeclinedInvitationDto {
  /** @example declined */
  status: 'declined';
}

/** A pending invitation to one of the caller's addresses. */
export class OwnInvitationDto {
  /** @example 019ab970-1c00-7000-8000-000000000003 */
  id: string;

  organization: InvitingOrganizationDto;

  /** @example "Ada Lovelace" */
  inviterName: string;

  /** @example member */
  role: AssignableRole;

  /**
   * The address of yours that was invited.
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
