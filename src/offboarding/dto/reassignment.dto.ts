import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { AuditActorDto } from '../../audit/dto/audit-event.dto.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { parseId } from '../../platform/ids/ids.js';
import { IsId } from '../../platform/ids/is-id.js';
import { MayBeEmptied } from '../../records/kind/record.dto.js';

export const OWNED_KINDS = ['leads', 'deals', 'campaigns', 'sequences'] as const;
export type OwnedKind = (typeof OWNED_KINDS)[number];

const MOST_TARGETS = 100;
const HEAVIEST = 1_000_000;

@ValidatorConstraint({ name: 'targets' })
class Targets implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (value === null || parseId(value) !== null) return true;
    if (!Array.isArray(value) || value.length < 1 || value.length > MOST_TARGETS) return false;
    const ids = new Set(value.map((target: unknown) => (isTarget(target) ? parseId(target.membershipId) : null)));
    return !ids.has(null) && ids.size === value.length;
  }

  defaultMessage(): string {
    return `Give a membership, null, or a list of up to ${MOST_TARGETS} different { membershipId, weight } with whole weights from 1.`;
  }
}

function isTarget(value: unknown): value is { membershipId: string; weight: number } {
  if (typeof value !== 'object' || value === null) return false;
  const { weight, ...rest } = value as Record<string, unknown>;
  const isWeight = Number.isInteger(weight) && Number(weight) >= 1 && Number(weight) <= HEAVIEST;
  return isWeight && Object.keys(rest).join() === 'membershipId';
}

export class WeightedTargetDto {
  /** @example 019ab970-1c00-7000-8000-000000000002 */
  membershipId: string;

  /**
   * Its proportion to the other weights is the share, exact to the record.
   * @example 2
   */
  weight: number;
}

const TO_SCHEMA = {
  nullable: true,
  oneOf: [
    { type: 'string', format: 'uuid' },
    { type: 'array', items: { $ref: getSchemaPath(WeightedTargetDto) } },
  ],
  example: '019ab970-1c00-7000-8000-000000000002',
};

@ApiExtraModels(WeightedTargetDto)
export class RequestReassignmentDto {
  /**
   * Whose records: a membership's, also a removed one's, or `unassigned`.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  @IsId('the id of a membership, or unassigned', 'unassigned')
  from: string;

  /** Who gets them: a membership, null (nobody: they become unassigned), or several by weight. */
  @ApiProperty(TO_SCHEMA)
  @Validate(Targets)
  to: string | null | WeightedTargetDto[];

  /**
   * Only these kinds; all four unless given.
   * @example ["leads", "deals"]
   */
  @MayBeLeftOut()
  @IsArray({ message: 'Give a list of kinds.' })
  @ArrayMinSize(1, { message: 'Give at least one kind.' })
  @ArrayUnique({ message: 'Name each kind once.' })
  @IsIn(OWNED_KINDS, { each: true, message: `Give one or more of ${OWNED_KINDS.join(', ')}.` })
  kinds?: OwnedKind[];

  /**
   * Of the unassigned, only those that were this membership's.
   * @example null
   */
  @MayBeEmptied()
  @IsId('the id of a membership')
  previousOwnerId?: string | null;

  /**
   * True: nothing moves; the answer (200) tells how many of each kind would go to whom.
   * @example false
   */
  @MayBeLeftOut()
  @IsBoolean({ message: 'Give true or false.' })
  dryRun?: boolean;
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

/** Records on their way from one owner to others. */
@ApiExtraModels(WeightedTargetDto)
export class ReassignmentDto {
  /** @example 019ab970-1c00-7000-8000-000000000006 */
  id: string;

  /**
   * The membership whose records move, or `unassigned`.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  from: string;

  /**
   * Of the unassigned, only those that were this membership's.
   * @example null
   */
  previousOwnerId: string | null;

  /** Who gets them: a membership, null (nobody), or several by weight. */
  @ApiProperty(TO_SCHEMA)
  to: string | null | WeightedTargetDto[];

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

export class ShareDto {
  /**
   * Null: they become unassigned.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  membershipId: string | null;

  /** @example 40 */
  count: number;
}

export class KindSharesDto {
  /** @example 80 */
  total: number;

  targets: ShareDto[];
}

/** What a reassignment would do. */
@ApiExtraModels(KindSharesDto)
export class DryRunDto {
  /** @example true */
  dryRun: true;

  /** @example 120 */
  total: number;

  /** By kind of record. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(KindSharesDto) },
    example: { leads: { total: 80, targets: [{ membershipId: '019ab970-1c00-7000-8000-000000000002', count: 80 }] } },
  })
  byKind: Record<string, KindSharesDto>;
}
