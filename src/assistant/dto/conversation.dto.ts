import { IsIn, IsOptional, IsString, Length, Matches, ValidateIf } from 'class-validator';
import { Transform } from 'class-transformer';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';

const TITLE = 'Give a title of 1 to 200 characters, or leave it out.';

/** A chat with the assistant. It belongs to one member alone; once they are removed, owner and admins can read it. */
export class ConversationDto {
  /** @example 019ab970-1c00-7000-8000-000000000030 */
  id: string;

  /** @example "Pipeline of this quarter" */
  title: string | null;

  /**
   * The membership whose conversation it is.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  ownerId: string;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /**
   * When its owner was removed; null while they are a member.
   * @example null
   */
  archivedAt: string | null;
}

export class CreateConversationDto {
  /** @example "Pipeline of this quarter" */
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString({ message: TITLE })
  @Length(1, 200, { message: TITLE })
  @Matches(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, { message: 'Leave out control and text-direction characters.' })
  title?: string | null;
}

export class ConversationQueryDto extends ListQueryDto {
  /**
   * `true`: the archive of the organization, for owner and admins. Else one's own conversations.
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Give true or false.' })
  archived?: 'true' | 'false';
}
