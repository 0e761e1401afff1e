import { PartialType } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { IsInstant } from '../../platform/time/is-instant.js';
import { IsLine, MayBeEmptied, RecordDto } from '../kind/record.dto.js';
import { inWords } from '../../platform/text/choices.js';

const DIRECTIONS = ['inbound', 'outbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];

const SORTS = ['startedAt', 'createdAt', 'updatedAt'].flatMap((name) => [name, `-${name}`]);
const SECONDS = 'Enter whole seconds, from 0 to 86,400.';

/** A logged phone call. */
export class CallDto extends RecordDto {
  /** @example outbound */
  direction: Direction;

  /** @example null */
  leadId: string | null;

  /** @example 2026-11-24T09:00:00.000Z */
  startedAt: string;

  /** @example 185 */
  durationSeconds: number | null;

  /** @example "Asked for an offer" */
  outcome: string | null;

  /**
   * The membership of the member who made it. It stays when that member is removed; null: logged by an API key.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  madeById: string | null;
}

export class CreateCallDto {
  /** @example outbound */
  @IsIn(DIRECTIONS, { message: `Choose one of ${inWords(DIRECTIONS)}.` })
  direction: Direction;

  /** @example 019ab970-1c00-7000-8000-000000000020 */
  @MayBeEmptied()
  @IsLine(36)
  leadId?: string | null;

  /**
   * Default: now.
   * @example 2026-11-24T09:00:00Z
   */
  @IsOptionalNotNull()
  @IsInstant()
  startedAt?: string;

  /** @example 185 */
  @MayBeEmptied()
  @IsInt({ message: SECONDS })
  @Min(0, { message: SECONDS })
  @Max(86_400, { message: SECONDS })
  durationSeconds?: number | null;

  /** @example "Asked for an offer" */
  @MayBeEmptied()
  @IsLine(500)
  outcome?: string | null;
}

export class ChangeCallDto extends PartialType(CreateCallDto, { skipNullProperties: false }) {}

export class CallQueryDto extends ListQueryDto {
  /**
   * `startedAt`, `createdAt` or `updatedAt`. Add `-` in front for descending order.
   * @example -startedAt
   */
  @IsOptional()
  @IsIn(SORTS, { message: `Sort by one of ${inWords(SORTS)}.` })
  sort: string = '-createdAt';
}
