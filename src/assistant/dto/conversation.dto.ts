import { IsIn, IsOptional, ValidateIf } from 'class-validator';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { IsSearch, IsText } from '../../platform/text/is-text.js';

/** A conversation with the assistant. It belongs to one member; after their removal, the owner and admins can read it. */
export class ConversationDto {
  /** @example 019ab970-1c00-7000-8000-000000000030 */
  id: string;

  /** @example "Pipeline of this quarter" */
  title: string | null;

  /**
   * The membership of the member to whom the conversation belongs.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  ownerId: string;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /**
   * When that member was removed; null while they are a member.
   * @example null
   */
  archivedAt: string | null;
}

export class CreateConversationDto {
  /** @example "Pipeline of this quarter" */
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  @IsText({ form: 'line', max: 200 })
  title?: string | null;
}

export class ConversationQueryDto extends ListQueryDto {
  /**
   * `true`: the archived conversations (for the owner and admins). Otherwise your own conversations.
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Choose true or false.' })
  archived?: 'true' | 'false';

  /**
   * Only conversations with this text in their title; in the archive also those of members with it in their name.
   * @example pipeline
   */
  @IsOptional()
  @IsSearch()
  q?: string;
}
