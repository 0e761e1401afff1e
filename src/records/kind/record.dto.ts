import { IsIn, IsOptional, ValidateIf } from 'class-validator';
import { IsId } from '../../platform/ids/is-id.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { IsSearch, IsText } from '../../platform/text/is-text.js';

/** What every record has. */
export class RecordDto {
  /** @example 019ab970-1c00-7000-8000-000000000020 */
  id: string;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /** @example 2026-11-24T09:00:00.000Z */
  updatedAt: string;

  /**
   * Grows with every change; as `ETag` for `If-Match`.
   * @example 1
   */
  version: number;
}

/** What every record has that belongs to somebody. */
export class OwnedRecordDto extends RecordDto {
  /**
   * The membership that owns it; null: unassigned.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  ownerId: string | null;

  /**
   * The last owner before.
   * @example null
   */
  previousOwnerId: string | null;
}

/** A text of one line, 1 to `most` characters. */
export function IsLine(most: number): PropertyDecorator {
  return IsText({ form: 'line', max: most });
}

/** Validated where it is neither left out nor null, which empties it. */
export function MayBeEmptied(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined && value !== null);
}

/** Filters and sorts of every kind with a name. */
export class RecordQueryDto extends ListQueryDto {
  /**
   * Part of the name (for leads also of the address and the company). One or two letters find words that begin with them.
   * @example acme
   */
  @IsOptional()
  @IsSearch()
  q?: string;

  /**
   * `name`, `createdAt` or `updatedAt`; with `-` before it the other way round.
   * @example -createdAt
   */
  @IsOptional()
  @IsIn(['name', '-name', 'createdAt', '-createdAt', 'updatedAt', '-updatedAt'], {
    message: 'Sort by name, createdAt or updatedAt, with - before it the other way round.',
  })
  sort: string = '-createdAt';
}

/** Filters of the kinds that belong to somebody. */
export class OwnedRecordQueryDto extends RecordQueryDto {
  /**
   * Only those of this membership, or `none`: the unassigned.
   * @example none
   */
  @IsOptional()
  @IsId('the id of a membership, or none', 'none')
  ownerId?: string;

  /**
   * Only those whose last owner before was this membership.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  @IsOptional()
  @IsId('the id of a membership')
  previousOwnerId?: string;
}
