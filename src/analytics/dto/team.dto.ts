import { IsIn, IsOptional } from 'class-validator';
import { MoneyDto } from '../../platform/money/money.dto.js';
import { IsDay } from '../../platform/time/is-day.js';

export class TeamQueryDto {
  /**
   * The first day, in the organization's timezone. Default: the first day of the fiscal quarter that contains `to`.
   * @example 2026-10-01
   */
  @IsOptional()
  @IsDay()
  from?: string;

  /**
   * The last day. Default: the end of the current fiscal quarter, or of the quarter of `from` if that is later.
   * @example 2026-12-31
   */
  @IsOptional()
  @IsDay()
  to?: string;

  /**
   * `counts`: each row also has the number of deals in other currencies.
   * @example counts
   */
  @IsOptional()
  @IsIn(['counts'], { message: 'Choose counts.' })
  include?: 'counts';
}

/** A member's results in a range of days. */
export class TeamMemberDto {
  /** @example 019ab970-1c00-7000-8000-000000000002 */
  membershipId: string;

  /** @example "Ada Lovelace" */
  name: string;

  /**
   * A removed member is listed if they have figures.
   * @example active
   */
  status: 'active' | 'removed';

  /** The value of their deals that were won, in the organization's currency. */
  revenueClosed: MoneyDto;

  /**
   * The number of their deals that were won, in any currency.
   * @example 3
   */
  dealsWon: number;

  /**
   * The number of those that `revenueClosed` does not include, because they are not in the organization's currency;
   * with `include=counts`.
   * @example 1
   */
  dealsWonInOtherCurrencies?: number;

  /** The value of their deals that were created in the range, at any stage, in the organization's currency. */
  pipelineCreated: MoneyDto;

  /**
   * The number of calls that they made.
   * @example 42
   */
  callsMade: number;
}

/** Every member, most revenue first. */
export class TeamDto {
  data: TeamMemberDto[];
}
