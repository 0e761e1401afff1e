import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, Matches } from 'class-validator';
import { IsId } from '../../platform/ids/is-id.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { IsSearch } from '../../platform/text/is-text.js';
import { AUDIT_ACTIONS, AUDIT_GROUPS, type AuditAction, type AuditGroup } from '../audit-actions.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class AuditActorDto {
  /** @example member */
  kind: 'member' | 'api_key' | 'superadmin' | 'system';

  /**
   * The membership or API key; null for the service itself.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  id: string | null;

  /**
   * Their name at the time of the event.
   * @example "Ada Lovelace"
   */
  name: string;
}

export class AuditTargetDto {
  /** @example member */
  kind: string;

  /**
   * Null for what has no ID: the target of a period is identified by its name.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  id: string | null;

  /** @example "Grace Hopper" */
  name: string | null;
}

/** A change: what was changed, by whom, when and from where. Events are never changed or removed. */
export class AuditEventDto {
  /** @example 019ab970-1c00-7000-8000-000000000005 */
  id: string;

  /** @example member.role_changed */
  action: AuditAction;

  actor: AuditActorDto;

  target: AuditTargetDto;

  /** The value of each field before and after the change. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object', properties: { from: {}, to: {} } },
    example: { role: { from: 'member', to: 'admin' } },
  })
  changes: Record<string, { from: unknown; to: unknown }>;

  /** @example 2026-11-24T09:00:00.000Z */
  at: string;

  /** @example 203.0.113.7 */
  ip: string | null;

  /** @example 0b8f7f6e-8f0d-4c8e-9a0a-3c1b7f1e2d3c */
  requestId: string | null;
}

export class AuditEventQueryDto extends ListQueryDto {
  /**
   * Only events of this membership or API key.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  @IsOptional()
  @IsId('the ID of a membership or API key')
  actor?: string;

  /**
   * Only events with this action.
   * @example member.removed
   */
  @IsOptional()
  @IsIn(AUDIT_ACTIONS, { message: 'This action does not exist. Choose another one.' })
  action?: AuditAction;

  /**
   * Only events of this group of actions.
   * @example security
   */
  @IsOptional()
  @IsIn(AUDIT_GROUPS, { message: 'This group of events does not exist. Choose another one.' })
  group?: AuditGroup;

  /**
   * Only events whose target is this member, invitation, API key, record or other thing.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  @IsOptional()
  @IsId('the ID of a target')
  target?: string;

  /**
   * Only events whose actor or target has this text in its name; one or two letters are found at the beginnings of words.
   * @example grace
   */
  @IsOptional()
  @IsSearch()
  q?: string;

  /**
   * From this day on, in the organization's timezone.
   * @example 2026-11-01
   */
  @IsOptional()
  @Matches(DAY, { message: 'Enter a date, such as 2026-11-24.' })
  @IsISO8601({ strict: true }, { message: 'Enter a valid date, such as 2026-11-24.' })
  from?: string;

  /**
   * Up to and including this day.
   * @example 2026-11-30
   */
  @IsOptional()
  @Matches(DAY, { message: 'Enter a date, such as 2026-11-24.' })
  @IsISO8601({ strict: true }, { message: 'Enter a valid date, such as 2026-11-24.' })
  to?: string;
}

/** The filters of the list. An export contains all of its pages. */
export class AuditExportQueryDto extends OmitType(AuditEventQueryDto, ['limit', 'cursor'] as const) {}
