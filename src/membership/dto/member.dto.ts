import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayUnique, IsIn, IsOptional } from 'class-validator';
import { ASSIGNABLE_ROLES, ROLES, type AssignableRole, type Role } from '../../access/permissions.policy.js';
import { commaSeparated, ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { IsInstant } from '../../platform/time/is-instant.js';
import { IsSearch } from '../../platform/text/is-text.js';
import { inWords } from '../../platform/text/choices.js';

const STATUSES = ['active', 'removed'] as const;
const SORTS = ['name', 'lastActiveAt', 'joinedAt', 'removedAt', 'role'].flatMap((name) => [name, `-${name}`]);

/** A member of an organization. */
export class MemberDto {
  /** @example 019ab970-1c00-7000-8000-000000000002 */
  id: string;

  /** @example 019ab970-1c00-7000-8000-000000000001 */
  userId: string;

  /** @example "Ada Lovelace" */
  name: string;

  /** @example ada@example.com */
  email: string;

  /** @example admin */
  role: Role;

  /**
   * A removed member stays in the history and has no access.
   * @example active
   */
  status: 'active' | 'removed';

  /**
   * When they last used the organization, to the minute; null: not yet.
   * @example 2026-11-24T09:30:00.000Z
   */
  lastActiveAt: string | null;

  /** @example 2026-11-01T08:00:00.000Z */
  joinedAt: string;

  /** @example null */
  removedAt: string | null;
}

/** How many invitations are not answered. */
export class OpenInvitationCountsDto {
  /** @example 3 */
  pending: number;

  /** @example 1 */
  expired: number;
}

/** How many members and invitations an organization has, whatever a list is filtered by. */
export class MemberCountsDto {
  /**
   * Active members, the owner included.
   * @example 47
   */
  active: number;

  /** @example 3 */
  removed: number;

  /** Null for callers who may not see invitations. */
  @ApiProperty({ type: OpenInvitationCountsDto, nullable: true })
  invitations: OpenInvitationCountsDto | null;
}

export class MemberListQueryDto extends ListQueryDto {
  /**
   * `active`, `removed`, or both, separated by a comma.
   * @example ["active"]
   */
  @IsOptional()
  @Transform(commaSeparated)
  @ArrayUnique({ message: 'List each status only once.' })
  @IsIn(STATUSES, { each: true, message: 'Use active, removed, or both, separated by a comma.' })
  status: (typeof STATUSES)[number][] = ['active'];

  /**
   * Only these roles, separated by commas.
   * @example ["admin"]
   */
  @IsOptional()
  @Transform(commaSeparated)
  @ArrayUnique({ message: 'List each role only once.' })
  @IsIn(ROLES, { each: true, message: `Choose one or more of ${inWords(ROLES)}.` })
  role?: Role[];

  /**
   * Part of the name or the address.
   * @example ada
   */
  @IsOptional()
  @IsSearch()
  q?: string;

  /**
   * Only members who were last active before this time; of those who were never active, the ones who joined before it.
   * @example 2026-10-31T00:00:00Z
   */
  @IsOptional()
  @IsInstant()
  inactiveSince?: string;

  /**
   * `name`, `lastActiveAt`, `joinedAt`, `removedAt` or `role`; with `-` before it in descending order. Nulls come last.
   * @example -lastActiveAt
   */
  @IsOptional()
  @IsIn(SORTS, { message: `Sort by one of ${inWords(SORTS)}.` })
  sort: string = 'name';
}

export class ChangeRoleDto {
  /**
   * The new role. Ownership is not assigned as a role; it is transferred.
   * @example member
   */
  @IsIn(ASSIGNABLE_ROLES, { message: `Choose one of ${inWords(ASSIGNABLE_ROLES)}.` })
  role: AssignableRole;
}
