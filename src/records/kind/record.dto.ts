import { IsIn, IsOptional, ValidateIf } from 'class-validator';
import { IsId } from '../../platform/ids/is-id.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { IsSearch, IsText } from '../../platform/text/is-text.js';

/** The properties of every record. */
export class RecordDto {
  /** @example 019ab970-1c00-7000-8000-000000000020 */
  id: string;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /** @example 2026-11-24T09:00:00.000Z */
  updatedAt: string;

  /**
   * Increases with every change. Returned as `ETag`, for `If-Match`.
   * @example 1
   */
  version: number;
}

/** The properties of every record with an owner. */
export class OwnedRecordDto extends RecordDto {
  /**
   * The membership of its owner; null: unassigned.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  ownerId: string | null;

  /**
   * The membership of its previous owner.
   * @example null
   */
  previousOwnerId: string | null;
}

/** A single-line text of 1 to `most` characters. */
export function IsLine(most: number): PropertyDecorator {
  return IsText({ form: 'line', max: most });
}

/** Validated unless it is left out or null, which clears the property. */
export function MayBeEmptied(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined && value !== null);
}

/** The filters and sorts of every kind with a name. */
export class RecordQueryDto extends ListQueryDto {
  /**
   * Part of the name (of leads also of the email address or company). One or two letters match the beginning of words.
   * @example acme
   */
  @IsOptional()
  @IsSearch()
  q?: string;

  /**
   * `name`, `createdAt` or `updatedAt`. Add `-` in front for descending order.
   * @example -createdAt
   */
  @IsOptional()
  @IsIn(['name', '-name', 'createdAt', '-createdAt', 'updatedAt', '-updatedAt'], {
    message: 'Sort by one of name, created at, updated at.',
  })
  sort: string = '-createdAt';
}

/** The filters of kinds with an owner. */
export class OwnedRecordQueryDto extends RecordQueryDto {
  /**
   * Only records of this membership, or `none` for unassigned ones.
   * @example none
   */
  @IsOptional()
  @IsId('a membership ID, or none', 'none')
  ownerId?: string;

  /**
   * Only records whose previous owner was this membership.
   * @example 019ab970-1c00-7000-8000-000000000004
   */
  @IsOptional()
  @IsId('a membership ID')
  previousOwnerId?: string;
}
