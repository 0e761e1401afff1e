import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, Matches } from 'class-validator';
import type { Role } from '../../access/permissions.policy.js';
import { UUID_PATTERN } from '../../platform/ids/ids.js';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { IsInstant } from '../../platform/time/is-instant.js';
import type { NotificationKind } from '../notification.policy.js';

export class NotificationPersonDto {
  /** @example 019ab970-1c00-7000-8000-000000000004 */
  membershipId: string;

  /** @example "Grace Hopper" */
  name: string;
}

export class NotificationSubjectDto {
  /**
   * The thing: a reassignment, an import, a membership, an invitation or an API key.
   * @example 019ab970-1c00-7000-8000-000000000009
   */
  id: string;

  /**
   * The name of the API key, or the email address of the invitation; null for other things.
   * @example null
   */
  name: string | null;
}

/** What the kind of notification adds; the other properties are left out. */
export class NotificationFactsDto {
  /**
   * Records that were reassigned, or created by an import.
   * @example 800
   */
  done?: number;

  /**
   * The membership whose records were reassigned, or `unassigned`.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  from?: string;

  /**
   * The membership of the new owner. Left out if the records have no owner now, or if they were split among several.
   * @example 019ab970-1c00-7000-8000-000000000003
   */
  to?: string;

  /**
   * Rows that an import rejected.
   * @example 3
   */
  rejected?: number;

  /**
   * What was imported.
   * @example leads
   */
  records?: 'leads' | 'deals' | 'campaigns';

  /**
   * Your new role.
   * @example admin
   */
  role?: Role;

  /**
   * Your role before.
   * @example member
   */
  previousRole?: Role;

  /**
   * When the API key expires.
   * @example 2026-12-01T09:00:00.000Z
   */
  expiresAt?: string;
}

/** Something that the caller should know. */
export class NotificationDto {
  /** @example 019ab970-1c00-7000-8000-00000000000b */
  id: string;

  /** @example reassignment.completed */
  kind: NotificationKind;

  subject: NotificationSubjectDto;

  /** Who joined, who changed your role, or the new owner; null if it is not about another person. */
  person: NotificationPersonDto | null;

  facts: NotificationFactsDto;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /**
   * When it was marked as read; null: unread.
   * @example null
   */
  readAt: string | null;
}

/** A page of the caller's notifications. */
export class NotificationListDto {
  data: NotificationDto[];

  /**
   * Send it as `cursor` to get the next page; null on the last page.
   * @example null
   */
  nextCursor: string | null;

  /**
   * How many of all of the caller's notifications are unread.
   * @example 3
   */
  unread: number;
}

export class NotificationQueryDto extends ListQueryDto {
  /**
   * Only unread ones.
   * @example true
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Choose true or false.' })
  unread?: 'true' | 'false';
}

/** Which notifications were read: `ids`, `until`, or both. */
export class MarkReadDto {
  /**
   * These notifications. Others than the caller's, and those that are deleted already, are left out.
   * @example ["019ab970-1c00-7000-8000-00000000000b"]
   */
  @IsOptionalNotNull()
  @IsArray({ message: 'Enter a list of IDs.' })
  @ArrayMinSize(1, { message: 'Enter at least one ID.' })
  @ArrayMaxSize(100, { message: 'Enter at most 100 IDs.' })
  @Matches(new RegExp(`^${UUID_PATTERN}$`, 'i'), { each: true, message: 'Enter the IDs of notifications.' })
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' } })
  ids?: string[];

  /**
   * All that were created until this time, such as `createdAt` of the newest one that is shown: one that comes at the same moment
   * stays unread.
   * @example 2026-11-24T09:00:00.000Z
   */
  @IsOptionalNotNull()
  @IsInstant()
  until?: string;
}

export class UnreadCountDto {
  /**
   * How many of the caller's notifications are unread now.
   * @example 0
   */
  unread: number;
}
