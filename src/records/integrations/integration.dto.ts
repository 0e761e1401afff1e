import { ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsObject, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { FreeFormJson } from '../../platform/http/free-form-json.js';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { codePointsOf } from '../../platform/text/text.policy.js';
import { IsLine, RecordDto, RecordQueryDto } from '../kind/record.dto.js';

const MAX_SETTINGS = 50;
const MAX_VALUE_LENGTH = 4_000;

@ValidatorConstraint({ name: 'settings' })
class Settings implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const entries = Object.entries(value);
    return (
      entries.length <= MAX_SETTINGS &&
      entries.every(([name, text]) => /^[\w.-]{1,100}$/.test(name) && isShortText(text))
    );
  }

  defaultMessage(): string {
    return `Enter up to ${MAX_SETTINGS} texts of at most ${MAX_VALUE_LENGTH} characters. A name may have letters, digits, points, hyphens and underscores.`;
  }
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && codePointsOf(value) <= MAX_VALUE_LENGTH;
}

/** A link to another service. It belongs to the organization, not to the member who created it. */
export class IntegrationDto extends RecordDto {
  /** @example "Our email provider" */
  name: string;

  /** @example mailgun */
  provider: string;

  /**
   * The names of the settings. Their values may be secrets: they are stored encrypted and never returned.
   * @example ["apiKey", "region"]
   */
  settingNames: string[];

  /** @example 019ab970-1c00-7000-8000-000000000002 */
  createdById: string | null;
}

export class CreateIntegrationDto {
  /** @example "Our email provider" */
  @IsLine(200)
  name: string;

  /**
   * Free text, 1 to 100 characters.
   * @example mailgun
   */
  @IsLine(100)
  provider: string;

  /** Texts by name. A change replaces all of them. They are never returned. */
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { apiKey: 'key-0123456789', region: 'eu' },
  })
  @IsOptionalNotNull()
  @FreeFormJson()
  @IsObject({ message: 'Enter settings that each have a name and a text.' })
  @Validate(Settings)
  settings?: Record<string, string>;
}

export class ChangeIntegrationDto extends PartialType(CreateIntegrationDto, { skipNullProperties: false }) {}

export class IntegrationQueryDto extends RecordQueryDto {}
