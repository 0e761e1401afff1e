import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsObject } from 'class-validator';
import { FreeFormJson } from '../../platform/http/free-form-json.js';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { IsLine, MayBeEmptied, OwnedRecordDto, OwnedRecordQueryDto } from '../kind/record.dto.js';

const STEPS = { type: 'array', items: { type: 'object', additionalProperties: true } } as const;
const EXAMPLE = [{ waitDays: 2, channel: 'email' }];

/** A sequence of steps, of a campaign or on its own. */
export class SequenceDto extends OwnedRecordDto {
  /** @example "Three friendly emails" */
  name: string;

  /** @example null */
  campaignId: string | null;

  /** Free-form objects, stored as they were sent. */
  @ApiProperty({ ...STEPS, example: EXAMPLE })
  steps: object[];
}

export class CreateSequenceDto {
  /** @example "Three friendly emails" */
  @IsLine(200)
  name: string;

  /** @example 019ab970-1c00-7000-8000-000000000021 */
  @MayBeEmptied()
  @IsLine(36)
  campaignId?: string | null;

  /** Free-form objects, up to 100. Default: none. */
  @ApiPropertyOptional({ ...STEPS, example: EXAMPLE })
  @IsOptionalNotNull()
  @FreeFormJson()
  @IsArray({ message: 'Enter a list of steps.' })
  @ArrayMaxSize(100, { message: 'Use at most 100 steps.' })
  @IsObject({ each: true, message: 'Enter a list of steps.' })
  steps?: object[];

  /**
   * The membership of its owner: an active member who is not a viewer; null: unassigned. Default: the creator.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  @MayBeEmptied()
  @IsLine(36)
  ownerId?: string | null;
}

export class ChangeSequenceDto extends PartialType(CreateSequenceDto, { skipNullProperties: false }) {}

export class SequenceQueryDto extends OwnedRecordQueryDto {}
