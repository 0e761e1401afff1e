import { IsIn } from 'class-validator';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { IsText } from '../../platform/text/is-text.js';
import { TIER_NAMES, type TierName } from '../answer/tiers.js';
import { inWords } from '../../platform/text/choices.js';

/** A message of a conversation: written by a member, or the assistant's answer. */
export class MessageDto {
  /** @example 019ab970-1c00-7000-8000-000000000032 */
  id: string;

  /** @example 019ab970-1c00-7000-8000-000000000030 */
  conversationId: string;

  /** @example assistant */
  role: 'user' | 'assistant';

  /**
   * Empty while the answer is pending. Of an interrupted answer, the part that was received.
   * @example "You have three open deals worth 12,500 EUR."
   */
  content: string;

  /** @example fast */
  tier: TierName;

  /**
   * The credits that the answer took: 0 after a refund, and for a member's message.
   * @example 1
   */
  credits: number;

  /**
   * `pending`: the model is working on the answer. `completed`: the answer is complete. `stopped`: the answer was
   * interrupted after a part was sent; the part is stored and its credits are kept. `failed`: nothing was sent, and
   * the credits were refunded (`credits` is 0, unless this had happened too often).
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
   * How thorough the answer is: `fast` takes 1 credit, `balanced` 3, `powerful` 5.
   * @example fast
   */
  @IsOptionalNotNull()
  @IsIn(TIER_NAMES, { message: `Choose one of ${inWords(TIER_NAMES)}.` })
  tier?: TierName = 'fast';
}
