import { PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayUnique, IsIn, IsOptional } from 'class-validator';
import { IsEmailAddress } from '../../platform/addresses/is-email-address.js';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { commaSeparated } from '../../platform/lists/list-query.dto.js';
import { IsLine, MayBeEmptied, OwnedRecordDto, OwnedRecordQueryDto } from '../kind/record.dto.js';
import { inWords } from '../../platform/text/choices.js';

export const LEAD_STATUSES = ['new', 'contacted', 'qualified', 'converted', 'lost'] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

/** A lead: a person who may become a customer. */
export class LeadDto extends OwnedRecordDto {
  /** @example "Katherine Johnson" */
  name: string;

  /** @example katherine@example.com */
  email: string | null;

  /** @example "+1 555 0100" */
  phone: string | null;

  /** @example "Orbit Ltd." */
  company: string | null;

  /** @example new */
  status: LeadStatus;
}

export class CreateLeadDto {
  /** @example "Katherine Johnson" */
  @IsLine(200)
  name: string;

  /** @example katherine@example.com */
  @MayBeEmptied()
  @IsEmailAddress()
  email?: string | null;

  /** @example "+1 555 0100" */
  @MayBeEmptied()
  @IsLine(50)
  phone?: string | null;

  /** @example "Orbit Ltd." */
  @MayBeEmptied()
  @IsLine(200)
  company?: string | null;

  /** @example new */
  @IsOptionalNotNull()
  @IsIn(LEAD_STATUSES, { message: `Choose one of ${inWords(LEAD_STATUSES)}.` })
  status?: LeadStatus;

  /**
   * The membership of its owner: an active member who is not a viewer; null: unassigned. Default: the creator.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  @MayBeEmptied()
  @IsLine(36)
  ownerId?: string | null;
}

export class ChangeLeadDto extends PartialType(CreateLeadDto, { skipNullProperties: false }) {}

export class LeadQueryDto extends OwnedRecordQueryDto {
  /**
   * Only these statuses, separated by commas.
   * @example new,contacted
   */
  @IsOptional()
  @Transform(commaSeparated)
  @ArrayUnique({ message: 'List each status only once.' })
  @IsIn(LEAD_STATUSES, { each: true, message: `Choose one or more of ${inWords(LEAD_STATUSES)}.` })
  status?: LeadStatus[];
}
