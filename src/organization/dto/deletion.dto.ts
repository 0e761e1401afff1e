import { IsIn, IsOptional } from 'class-validator';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { IsText } from '../../platform/text/is-text.js';

export class OrganizationListQueryDto extends ListQueryDto {
  /**
   * `true` lists the deleted organizations that you can restore, with `purgeAt`, instead of your organizations.
   * @example false
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Choose true or false.' })
  deleted?: 'true' | 'false';
}

export class DeletionQueryDto {
  /**
   * The organization's name, to confirm the deletion. Several blanks in a row count as one.
   * @example "Acme Sales"
   */
  @IsText({ form: 'search', max: 1_000 })
  confirmName: string;
}

/** A deleted organization that its owner can restore until `purgeAt`. */
export class DeletedOrganizationDto {
  /** @example 019ab970-1c00-7000-8000-000000000000 */
  id: string;

  /** @example "Acme Sales" */
  name: string;

  /** @example null */
  logoUrl: string | null;

  /** @example owner */
  role: 'owner';

  /** @example 2026-11-01T08:00:00.000Z */
  createdAt: string;

  /** @example 2026-11-24T09:00:00.000Z */
  deletedAt: string;

  /**
   * When the organization is permanently removed: thirty days after the deletion.
   * @example 2026-12-24T09:00:00.000Z
   */
  purgeAt: string;
}
