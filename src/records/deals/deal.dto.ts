import { PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayUnique, IsIn, IsObject, IsOptional, Validate, ValidateNested } from 'class-validator';
import { IsDay } from '../../platform/time/is-day.js';
import { IsInstant } from '../../platform/time/is-instant.js';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { commaSeparated } from '../../platform/lists/list-query.dto.js';
import { KnownCurrency, MoneyDto, MoneyInputDto } from '../../platform/money/money.dto.js';
import { IsLine, MayBeEmptied, OwnedRecordDto, OwnedRecordQueryDto } from '../kind/record.dto.js';
import { DEAL_STAGES, type DealStage } from './deal.policy.js';
import { inWords } from '../../platform/text/choices.js';

const SORTS = ['name', 'createdAt', 'updatedAt', 'amount'].flatMap((name) => [name, `-${name}`]);

/** A deal: open, won or lost. */
export class DealDto extends OwnedRecordDto {
  /** @example "Orbit, yearly licence" */
  name: string;

  amount: MoneyDto;

  /** @example qualification */
  stage: DealStage;

  /**
   * When it was won or lost; null while it is open.
   * @example null
   */
  closedAt: string | null;

  /**
   * The lead that the deal came from.
   * @example null
   */
  leadId: string | null;
}

export class CreateDealDto {
  /** @example "Orbit, yearly licence" */
  @IsLine(200)
  name: string;

  /** In the organization's currency unless another one is given. */
  @IsObject({ message: 'Enter an amount and its currency.' })
  @ValidateNested()
  @Type(() => MoneyInputDto)
  amount: MoneyInputDto;

  /** @example qualification */
  @IsOptionalNotNull()
  @IsIn(DEAL_STAGES, { message: `Choose one of ${inWords(DEAL_STAGES)}.` })
  stage?: DealStage;

  /**
   * Only allowed with a closed stage. Default: now.
   * @example null
   */
  @MayBeEmptied()
  @IsInstant()
  closedAt?: string | null;

  /** @example 019ab970-1c00-7000-8000-000000000020 */
  @MayBeEmptied()
  @IsLine(36)
  leadId?: string | null;

  /**
   * The membership of its owner: an active member who is not a viewer; null: unassigned. Default: the creator.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  @MayBeEmptied()
  @IsLine(36)
  ownerId?: string | null;
}

export class ChangeDealDto extends PartialType(CreateDealDto, { skipNullProperties: false }) {}

export class DealQueryDto extends OwnedRecordQueryDto {
  /**
   * Only these stages, separated by commas.
   * @example negotiation,closed_won
   */
  @IsOptional()
  @Transform(commaSeparated)
  @ArrayUnique({ message: 'List each stage only once.' })
  @IsIn(DEAL_STAGES, { each: true, message: `Choose one or more of ${inWords(DEAL_STAGES)}.` })
  stage?: DealStage[];

  /**
   * Only deals in these currencies, separated by commas.
   * @example EUR,USD
   */
  @IsOptional()
  @Transform(commaSeparated)
  @ArrayUnique({ message: 'List each currency only once.' })
  @Validate(KnownCurrency, { each: true })
  currency?: string[];

  /**
   * Only deals that were won or lost on this day or later, in the organization's timezone.
   * @example 2026-11-01
   */
  @IsOptional()
  @IsDay()
  closedFrom?: string;

  /**
   * Only deals that were won or lost on this day or earlier, in the organization's timezone.
   * @example 2026-11-30
   */
  @IsOptional()
  @IsDay()
  closedTo?: string;

  /**
   * `name`, `createdAt`, `updatedAt` or `amount` (minor units in any currency). Add `-` in front for descending order.
   * @example -amount
   */
  @IsOptional()
  @IsIn(SORTS, { message: `Sort by one of ${inWords(SORTS)}.` })
  override sort: string = '-createdAt';
}
