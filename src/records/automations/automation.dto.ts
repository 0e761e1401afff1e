import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsObject } from 'class-validator';
import { FreeFormJson } from '../../platform/http/free-form-json.js';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { IsLine, RecordDto, RecordQueryDto } from '../kind/record.dto.js';

const OBJECTS = { type: 'array', items: { type: 'object', additionalProperties: true } } as const;
const CONDITIONS = [{ field: 'status', is: 'qualified' }];
const ACTIONS = [{ type: 'notify-owner' }];

/** An automation: a trigger, conditions and actions. It belongs to the organization, not to the member who created it. */
export class AutomationDto extends RecordDto {
  /** @example "Tell the owner" */
  name: string;

  /** @example lead.updated */
  trigger: string;

  /** Free-form objects, stored as they were sent. */
  @ApiProperty({ ...OBJECTS, example: CONDITIONS })
  conditions: object[];

  /** Free-form objects, stored as they were sent. */
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

  /** Free-form objects, up to 100. Default: none. */
  @ApiPropertyOptional({ ...OBJECTS, example: CONDITIONS })
  @IsOptionalNotNull()
  @FreeFormJson()
  @IsArray({ message: 'Enter a list of conditions.' })
  @ArrayMaxSize(100, { message: 'Use at most 100 conditions.' })
  @IsObject({ each: true, message: 'Enter a list of conditions.' })
  conditions?: object[];

  /** Free-form objects, up to 100; the list may be empty. */
  @ApiProperty({ ...OBJECTS, example: ACTIONS })
  @FreeFormJson()
  @IsArray({ message: 'Enter a list of actions.' })
  @ArrayMaxSize(100, { message: 'Use at most 100 actions.' })
  @IsObject({ each: true, message: 'Enter a list of actions.' })
  actions: object[];

  /**
   * Default: true.
   * @example true
   */
  @IsOptionalNotNull()
  @IsBoolean({ message: 'Choose true or false.' })
  enabled?: boolean;
}

export class ChangeAutomationDto extends PartialType(CreateAutomationDto, { skipNullProperties: false }) {}

export class AutomationQueryDto extends RecordQueryDto {}
