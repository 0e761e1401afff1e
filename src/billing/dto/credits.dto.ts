import { IsInt, Max, Min } from 'class-validator';
import { AuditActorDto } from '../../audit/dto/audit-event.dto.js';

/** What an organization has to spend. */
export class BalanceDto {
  /**
   * Monthly and topped-up credits together.
   * @example 3450
   */
  balance: number;

  /**
   * What is left of the period's own credits. They are spent first and lapse at the period's end.
   * @example 2950
   */
  monthly: number;

  /**
   * What is left of topped-up credits, which never lapse.
   * @example 500
   */
  topUp: number;

  /**
   * When this period ends and the next is granted: midnight in the organization's timezone.
   * @example 2026-12-23T23:00:00.000Z
   */
  periodEndsAt: string;

  /**
   * Nothing is refused for want of credits, and nothing is taken; use is counted all the same.
   * @example false
   */
  unlimited: boolean;
}

export class FeatureUsageDto {
  /** @example assistant */
  feature: string;

  /**
   * Used in this period, less what was refunded.
   * @example 50
   */
  credits: number;
}

/** The credits of an organization. */
export class CreditsDto extends BalanceDto {
  /** Of this period, the greatest first. */
  usage: FeatureUsageDto[];
}

/** Something that happened to the credits. Never altered, never removed; the sum of all is the balance, always. */
export class LedgerEntryDto {
  /** @example 019ab970-1c00-7000-8000-000000000008 */
  id: string;

  /**
   * Signed; 0 for what was used while credits were unlimited.
   * @example -3
   */
  credits: number;

  /** @example debit */
  kind: 'grant' | 'lapse' | 'top_up' | 'debit' | 'refund' | 'adjustment';

  /**
   * What it was for; null unless something was used.
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

export class ToppedUpDto extends LedgerEntryDto {
  /**
   * The balance afterwards.
   * @example 3450
   */
  balance: number;
}

export const MOST_TOPPED_UP = 1_000_000;
const BOUNDS = 'Give a whole number of credits from 1 to 1,000,000.';

/** How many credits to add. */
export class TopUpDto {
  /**
   * A whole number from 1 to 1,000,000.
   * @example 500
   */
  @IsInt({ message: BOUNDS })
  @Min(1, { message: BOUNDS })
  @Max(MOST_TOPPED_UP, { message: BOUNDS })
  credits: number;
}
