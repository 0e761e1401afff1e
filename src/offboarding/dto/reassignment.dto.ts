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
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { parseId } from '../../platform/ids/ids.js';
import { IsId } from '../../platform/ids/is-id.js';
import { MayBeEmptied } from '../../records/kind/record.dto.js';
import { inWords } from '../../platform/text/choices.js';

export const OWNED_KINDS = ['leads', 'deals', 'campaigns', 'sequences'] as const;
export type OwnedKind = (typeof OWNED_KINDS)[number];

const MAX_TARGETS = 100;
const MAX_WEIGHT = 1_000_000;

@ValidatorConstraint({ name: 'targets' })
class Targets implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (value === null || parseId(value) !== null) return true;
    if (!Array.isArray(value) || value.length < 1 || value.length > MAX_TARGETS) return false;
    const ids = new Set(value.map((target: unknown) => (isTarget(target) ? parseId(target.membershipId) : null)));
    return !ids.has(null) && ids.size === value.length;
  }

  defaultMessage(): string {
    return `Choose a new owner, no owner, or up to ${MAX_TARGETS} different ones, each with a whole weight from 1.`;
  }
}

function isTarget(value: unknown): value is { membershipId: string; weight: number } {
  if (typeof value !== 'object' || value === null) return false;
  const { weight, ...rest } = value as Record<string, unknown>;
  const isWeight = Number.isInteger(weight) && Number(weight) >= 1 && Number(weight) <= MAX_WEIGHT;
  return isWeight && Object.keys(rest).join() === 'membershipId';
}

export class WeightedTargetDto {
  /** @example 019ab970-1c00-7000-8000-000000000002 */
  membershipId: string;

  /**
   * The share is its proportion to the sum of all weights, exact to one record.
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
   * The membership whose records move (it may be a removed one), or `unassigned`.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  @IsId('a membership ID, or unassigned', 'unassigned')
  from: string;

  /** The new owner: a membership, null (the records become unassigned), or several memberships by weight. */
  @ApiProperty(TO_SCHEMA)
  @Validate(Targets)
  to: string | null | WeightedTargetDto[];

  /**
   * Only these kinds. Default: all four.
   * @example ["leads", "deals"]
   */
  @IsOptionalNotNull()
  @IsArray({ message: 'Choose at least one record type.' })
  @ArrayMinSize(1, { message: 'Choose at least one record type.' })
  @ArrayUnique({ message: 'List each record type only once.' })
  @IsIn(OWNED_KINDS, { each: true, message: `Choose one or more of ${inWords(OWNED_KINDS)}.` })
  kinds?: OwnedKind[];

  /**
   * With `from` `unassigned`: only records whose previous owner was this membership.
   * @example null
   */
  @MayBeEmptied()
  @IsId('a membership ID')
  previousOwnerId?: string | null;

  /**
   * True: nothing moves. The response (200) has the number of records of each kind for each new owner.
   * @example false
   */
  @IsOptionalNotNull()
  @IsBoolean({ message: 'Choose true or false.' })
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

/** A bulk move of records from one owner to others. */
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
   * With `from` `unassigned`: only records whose previous owner was this membership.
   * @example null
   */
  previousOwnerId: string | null;

  /** The new owner: a membership, null (unassigned), or several memberships by weight. */
  @ApiProperty(TO_SCHEMA)
  to: string | null | WeightedTargetDto[];

  /** @example ["leads", "deals", "campaigns", "sequences"] */
  kinds: string[];

  /** @example completed */
  status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

  progress: ProgressDto;

  /**
   * The reason if it failed.
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

/** The result of a reassignment with `dryRun`. */
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
