import { IsIn } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { IsText } from '../../platform/text/is-text.js';
import { TIER_NAMES, type TierName } from '../tiers.js';

/** One message of a conversation: what somebody wrote, or what the assistant answered. */
export class MessageDto {
  /** @example 019ab970-1c00-7000-8000-000000000032 */
  id: string;

  /** @example 019ab970-1c00-7000-8000-000000000030 */
  conversationId: string;

  /** @example assistant */
  role: 'user' | 'assistant';

  /**
   * Empty while the assistant has not answered; of an answer that broke off, what there was of it.
   * @example "You have three open deals worth 12,500 EUR."
   */
  content: string;

  /** @example fast */
  tier: TierName;

  /**
   * What the answer costs: 0 once it was given back, and for what a person wrote.
   * @example 1
   */
  credits: number;

  /**
   * `pending` while the model is asked; `completed`; `stopped`: the answer broke off when a part had been sent, which is stored and
   * paid for; `failed`: nothing was sent, and the credits were given back (`credits` is 0, unless that had happened too often).
   * @example completed
   */
  status: 'pending' | 'completed' | 'stopped' | 'failed';

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;
}

export class SendMessageDto {
  /** @example "Which of my deals are still open?" */
  @IsText({ form: 'text', max: 20_000 })
  content: string;

  /**
   * How much thought it gets: `fast` takes 1 credit, `balanced` 3, `powerful` 5.
   * @example fast
   */
  @MayBeLeftOut()
  @IsIn(TIER_NAMES, { message: `Choose one of ${TIER_NAMES.join(', ')}.` })
  tier?: TierName = 'fast';
}
