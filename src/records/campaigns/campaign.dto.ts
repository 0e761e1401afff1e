import { PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayUnique, IsIn, IsOptional, Matches } from 'class-validator';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { commaSeparated } from '../../platform/lists/list-query.dto.js';
import { IsLine, MayBeEmptied, OwnedRecordDto, OwnedRecordQueryDto } from '../kind/record.dto.js';
import { inWords } from '../../platform/text/choices.js';

export const CAMPAIGN_STATUSES = ['draft', 'active', 'paused', 'completed'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** A campaign that contacts many people. */
export class CampaignDto extends OwnedRecordDto {
  /** @example "Spring offer" */
  name: string;

  /** @example draft */
  status: CampaignStatus;

  /**
   * When the draft becomes active, in the organization's local time, as it was entered.
   * @example 2099-03-01T09:00
   */
  scheduledFor: string | null;

  /**
   * The same time as an instant, by the organization's timezone.
   * @example 2099-03-01T08:00:00.000Z
   */
  scheduledAt: string | null;
}

export class CreateCampaignDto {
  /** @example "Spring offer" */
  @IsLine(200)
  name: string;

  /** @example draft */
  @IsOptionalNotNull()
  @IsIn(CAMPAIGN_STATUSES, { message: `Choose one of ${inWords(CAMPAIGN_STATUSES)}.` })
  status?: CampaignStatus;

  /**
   * When the draft becomes active: a future time in the organization's timezone, to the minute.
   * @example 2099-03-01T09:00
   */
  @MayBeEmptied()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { message: 'Enter a local time, such as 2027-03-01T09:00.' })
  scheduledFor?: string | null;

  /**
   * The membership of its owner: an active member who is not a viewer; null: unassigned. Default: the creator.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  @MayBeEmptied()
  @IsLine(36)
  ownerId?: string | null;
}

export class ChangeCampaignDto extends PartialType(CreateCampaignDto, { skipNullProperties: false }) {}

export class CampaignQueryDto extends OwnedRecordQueryDto {
  /**
   * Only these statuses, separated by commas.
   * @example draft,active
   */
  @IsOptional()
  @Transform(commaSeparated)
  @ArrayUnique({ message: 'List each status only once.' })
  @IsIn(CAMPAIGN_STATUSES, { each: true, message: `Choose one or more of ${inWords(CAMPAIGN_STATUSES)}.` })
  status?: CampaignStatus[];
}
