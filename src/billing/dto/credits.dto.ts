import { OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayUnique, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { LEDGER_ENTRY_KINDS, type LedgerEntryKind } from '../credits/credits.policy.js';
import { AuditActorDto } from '../../audit/dto/audit-event.dto.js';
import { commaSeparated, ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { inWords } from '../../platform/text/choices.js';
import { IsText } from '../../platform/text/is-text.js';

/** The credit balance of an organization. */
export class BalanceDto {
  /**
   * Monthly and purchased credits together.
   * @example 3450
   */
  balance: number;

  /**
   * Monthly credits that are left in this period. They are spent first and expire at the end of the period.
   * @example 2950
   */
  monthly: number;

  /**
   * Purchased credits that are left. They never expire.
   * @example 500
   */
  topUp: number;

  /**
   * When this period ends and the credits of the next one are granted: midnight in the organization's timezone.
   * @example 2026-12-23T23:00:00.000Z
   */
  periodEndsAt: string;

  /**
   * Whether credits are unlimited: requests are not refused for missing credits, and nothing is taken. Usage is still
   * counted.
   * @example false
   */
  unlimited: boolean;
}

export class FeatureUsageDto {
  /** @example assistant */
  feature: string;

  /**
   * Credits used in this period, less refunds.
   * @example 50
   */
  credits: number;
}

/** The credits of an organization. */
export class CreditsDto extends BalanceDto {
  /** Usage in this period, the largest first. */
  usage: FeatureUsageDto[];
}

/** An entry of the credits ledger. Entries are never changed or deleted, and the sum of their credits is the balance. */
export class LedgerEntryDto {
  /** @example 019ab970-1c00-7000-8000-000000000008 */
  id: string;

  /**
   * Signed; 0 for usage while credits were unlimited.
   * @example -3
   */
  credits: number;

  /**
   * The balance after this entry.
   * @example 3447
   */
  balance: number;

  /** @example debit */
  kind: LedgerEntryKind;

  /**
   * The feature that used the credits; null when nothing was used.
   * @example assistant
   */
  feature: string | null;

  actor: AuditActorDto;

  /**
   * When it took effect.
   * @example 2026-11-24T09:00:00.000Z
   */
  createdAt: string;
}

export class LedgerQueryDto extends ListQueryDto {
  /**
   * Only entries of these kinds, separated by commas.
   * @example debit,refund
   */
  @IsOptional()
  @Transform(commaSeparated)
  @ArrayUnique({ message: 'List each kind only once.' })
  @IsIn(LEDGER_ENTRY_KINDS, { each: true, message: `Choose one or more of ${inWords(LEDGER_ENTRY_KINDS)}.` })
  kind?: LedgerEntryKind[];

  /**
   * Only entries of this feature.
   * @example assistant
   */
  @IsOptional()
  @IsText({ form: 'text', min: 1, max: 100 })
  feature?: string;
}

/** The filters of the list. An export contains all of its pages. */
export class LedgerExportQueryDto extends OmitType(LedgerQueryDto, ['limit', 'cursor'] as const) {}

export class ToppedUpDto extends LedgerEntryDto {
  /**
   * The balance afterwards.
   * @example 3450
   */
  override balance: number;
}

export const MAX_TOP_UP = 1_000_000;
const BOUNDS = 'Enter a whole number from 1 to 1,000,000.';

/** How many credits to add. */
export class TopUpDto {
  /**
   * A whole number from 1 to 1,000,000.
   * @example 500
   */
  @IsInt({ message: BOUNDS })
  @Min(1, { message: BOUNDS })
  @Max(MAX_TOP_UP, { message: BOUNDS })
  credits: number;
}
