import { IsISO8601, IsOptional, Matches } from 'class-validator';
import { MoneyDto } from '../../platform/money/money.dto.js';

const DAY = /^(19[7-9]\d|[2-9]\d{3})-\d{2}-\d{2}$/;
const MESSAGE = 'Give a day that exists, as YYYY-MM-DD.';

export class TeamQueryDto {
  /**
   * The first day, in the organization's timezone; unless given, that of the fiscal quarter in which `to` lies.
   * @example 2026-10-01
   */
  @IsOptional()
  @Matches(DAY, { message: MESSAGE })
  @IsISO8601({ strict: true }, { message: MESSAGE })
  from?: string;

  /**
   * The last day; unless given, that of the current fiscal quarter, or of the one in which a later `from` lies.
   * @example 2026-12-31
   */
  @IsOptional()
  @Matches(DAY, { message: MESSAGE })
  @IsISO8601({ strict: true }, { message: MESSAGE })
  to?: string;
}

/** What somebody has done within a stretch of days. */
export class TeamMemberDto {
  /** @example 019ab970-1c00-7000-8000-000000000002 */
  membershipId: string;

  /** @example "Ada Lovelace" */
  name: string;

  /**
   * A removed member is listed where they have figures.
   * @example active
   */
  status: 'active' | 'removed';

  /** The amount of their deals that were won, in the organization's currency. */
  revenueClosed: MoneyDto;

  /**
   * How many of their deals were won, in whatever currency.
   * @example 3
   */
  dealsWon: number;

  /** The amount of their deals that were created, whatever became of them, in the organization's currency. */
  pipelineCreated: MoneyDto;

  /**
   * How many calls they made.
   * @example 42
   */
  callsMade: number;
}

/** Everybody, most revenue first. */
export class TeamDto {
  data: TeamMemberDto[];
}
