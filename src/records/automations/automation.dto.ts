import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsObject } from 'class-validator';
import { KeptAsGiven } from '../../platform/http/kept-as-given.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { IsLine, RecordDto, RecordQueryDto } from '../kind/record.dto.js';

const OBJECTS = { type: 'array', items: { type: 'object', additionalProperties: true } } as const;
const CONDITIONS = [{ field: 'status', is: 'qualified' }];
const ACTIONS = [{ type: 'notify-owner' }];

/** What shall happen by itself; the organization's own, whoever made it. */
export class AutomationDto extends RecordDto {
  /** @example "Tell the owner" */
  name: string;

  /** @example lead.updated */
  trigger: string;

  /** Free objects, as they were given. */
  @ApiProperty({ ...OBJECTS, example: CONDITIONS })
  conditions: object[];

  /** Free objects, as they were given. */
  @ApiProperty({ ...OBJECTS, example: ACTIONS })
  actions: object[];

  /** @example true */
  enabled: boolean;

  /** @example 019ab970-1c00-7000-8000-000000000002 */
  createdById: string | null;
}

export class CreateAutomationDto {
  /** @example "Tell the owner" */
  @IsLine(200)
  name: string;

  /**
   * Free text, 1 to 100 characters.
   * @example lead.updated
   */
  @IsLine(100)
  trigger: string;

  /** Free objects, up to 100; none unless given. */
  @ApiPropertyOptional({ ...OBJECTS, example: CONDITIONS })
  @MayBeLeftOut()
  @KeptAsGiven()
  @IsArray({ message: 'Give a list of objects.' })
  @ArrayMaxSize(100, { message: 'Give at most 100 conditions.' })
  @IsObject({ each: true, message: 'Give a list of objects.' })
  conditions?: object[];

  /** Free objects, up to 100; the list may be empty. */
  @ApiProperty({ ...OBJECTS, example: ACTIONS })
  @KeptAsGiven()
  @IsArray({ message: 'Give a list of objects.' })
  @ArrayMaxSize(100, { message: 'Give at most 100 actions.' })
  @IsObject({ each: true, message: 'Give a list of objects.' })
  actions: object[];

  /**
   * On unless given.
   * @example true
   */
  @MayBeLeftOut()
  @IsBoolean({ message: 'Give true or false.' })
  enabled?: boolean;
}

export class ChangeAutomationDto extends PartialType(CreateAutomationDto, { skipNullProperties: false }) {}

export class AutomationQueryDto extends RecordQueryDto {}
