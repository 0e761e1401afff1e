import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { AuditActorDto } from '../../audit/dto/audit-event.dto.js';

export class RemovalQueryDto {
  /**
   * The membership that gets the leads, deals, campaigns and sequences; unassigned unless given.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  @IsOptional()
  @IsUUID('all', { message: 'Give the id of an active membership.' })
  reassignTo?: string;

  /**
   * `true` lets the API keys that the member made live on.
   * @example false
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Give true or false.' })
  keepApiKeys?: 'true' | 'false';
}

/** A member is out; what was theirs is on its way. */
export class RemovalDto {
  /** @example 019ab970-1c00-7000-8000-000000000004 */
  membershipId: string;

  /**
   * The reassignment that moves the records; follow it at `…/reassignments/{id}`.
   * @example 019ab970-1c00-7000-8000-000000000006
   */
  reassignmentId: string;
}

export class KindProgressDto {
  /** @example 120 */
  total: number;

  /** @example 80 */
  done: number;
}

@ApiExtraModels(KindProgressDto)
export class ProgressDto extends KindProgressDto {
  /** By kind of record. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(KindProgressDto) },
    example: { leads: { total: 80, done: 60 }, deals: { total: 40, done: 20 } },
  })
  byKind: Record<string, KindProgressDto>;
}

/** Records on their way from one owner to another. */
export class ReassignmentDto {
  /** @example 019ab970-1c00-7000-8000-000000000006 */
  id: string;

  /**
   * The membership whose records move.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  from: string;

  /**
   * The membership that gets them; null: nobody, they become unassigned.
   * @example null
   */
  to: string | null;

  /** @example ["leads", "deals", "campaigns", "sequences"] */
  kinds: string[];

  /** @example completed */
  status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

  progress: ProgressDto;

  /**
   * Why it failed.
   * @example null
   */
  reason: string | null;

  requestedBy: AuditActorDto;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /** @example 2026-11-24T09:00:01.000Z */
  startedAt: string | null;

  /** @example 2026-11-24T09:00:02.000Z */
  finishedAt: string | null;
}
