import { MemberDto } from '../../membership/dto/member.dto.js';
import { MoneyDto } from '../../platform/money/money.dto.js';

/** Records that would change hands. */
export class OwnedCountsDto {
  /** @example 120 */
  leads: number;

  /** @example 14 */
  deals: number;

  /** @example 2 */
  campaigns: number;

  /** @example 1 */
  sequences: number;
}

/** A key that the member made. */
export class PreviewedKeyDto {
  /** @example 019ab970-1c00-7000-8000-000000000007 */
  id: string;

  /** @example "CRM import" */
  name: string;

  /** @example null */
  lastUsedAt: string | null;
}

export class SeatsAfterDto {
  /** @example 2 */
  used: number;

  /**
   * Null: unlimited.
   * @example 3
   */
  limit: number | null;
}

/** What a removal would touch. */
export class RemovalPreviewDto {
  records: OwnedCountsDto;

  /** The amounts of their open deals, one sum for each currency. */
  openPipeline: MoneyDto[];

  /**
   * Of their campaigns, the drafts that are scheduled.
   * @example 1
   */
  scheduledCampaigns: number;

  /**
   * Chats with the assistant, which would be archived.
   * @example 4
   */
  conversations: number;

  /**
   * Open invitations that they or their API keys sent, which would be revoked.
   * @example 2
   */
  openInvitations: number;

  /** Keys that they made and that still count. */
  apiKeys: PreviewedKeyDto[];

  /**
   * Made by them; they are the organization's own and stay.
   * @example 3
   */
  automations: number;

  /**
   * Made by them; they are the organization's own and stay.
   * @example 1
   */
  integrations: number;

  /** With neither the member's seat nor those of their open invitations. */
  seatsAfter: SeatsAfterDto;
}

/** The member who is back, and the reassignment that brings their records. */
export class ReinstatedMemberDto extends MemberDto {
  /**
   * Follow it at `…/reassignments/{id}`.
   * @example 019ab970-1c00-7000-8000-000000000006
   */
  reassignmentId: string;
}
