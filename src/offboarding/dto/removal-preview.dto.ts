import { MemberDto } from '../../membership/dto/member.dto.js';
import { MoneyDto } from '../../platform/money/money.dto.js';

/** The number of records that would get a new owner. */
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

/** An API key that the member created. */
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

/** What a removal would change. */
export class RemovalPreviewDto {
  records: OwnedCountsDto;

  /** The total value of their open deals, one sum for each currency. */
  openPipeline: MoneyDto[];

  /**
   * How many of their campaigns are scheduled drafts.
   * @example 1
   */
  scheduledCampaigns: number;

  /**
   * Their conversations with the assistant, which would be archived.
   * @example 4
   */
  conversations: number;

  /**
   * Pending invitations that they or their API keys sent, which would be revoked.
   * @example 2
   */
  openInvitations: number;

  /** Active API keys that they created. */
  apiKeys: PreviewedKeyDto[];

  /**
   * Automations that they created. These belong to the organization and stay.
   * @example 3
   */
  automations: number;

  /**
   * Integrations that they created. These belong to the organization and stay.
   * @example 1
   */
  integrations: number;

  /** The seats in use without the member's seat and those of their pending invitations. */
  seatsAfter: SeatsAfterDto;
}

/** The reinstated member, and the reassignment that returns their records. */
export class ReinstatedMemberDto extends MemberDto {
  /**
   * Get its progress at `…/reassignments/{id}`.
   * @example 019ab970-1c00-7000-8000-000000000006
   */
  reassignmentId: string;
}
