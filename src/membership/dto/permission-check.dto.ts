import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject, ValidateNested } from 'class-validator';
import { PERMISSIONS, type Permission, type Scope } from '../../access/permissions.policy.js';
import { IsId } from '../../platform/ids/is-id.js';

const COUNT = { message: 'Enter 1 to 100 checks.' };

/** One permission in one organization. */
export class PermissionCheckDto {
  /** @example 019ab970-1c00-7000-8000-000000000001 */
  @IsId('the ID of an organization')
  organizationId: string;

  /** @example records:edit */
  @IsIn(PERMISSIONS, { message: 'Choose a permission of the list of roles.' })
  permission: Permission;
}

export class PermissionChecksDto {
  /** 1 to 100 checks, of any organizations and permissions. */
  @IsArray(COUNT)
  @ArrayMinSize(1, COUNT)
  @ArrayMaxSize(100, COUNT)
  @IsObject({ each: true, message: 'Enter an organization and a permission for each check.' })
  @ValidateNested({ each: true })
  @Type(() => PermissionCheckDto)
  checks: PermissionCheckDto[];
}

/** The result of one check. */
export class PermissionCheckResultDto {
  /** @example 019ab970-1c00-7000-8000-000000000001 */
  organizationId: string;

  /** @example records:edit */
  permission: Permission;

  /**
   * False also where you are not a member, or the organization is deleted or does not exist.
   * @example true
   */
  allowed: boolean;

  /**
   * `all`, or `own` for your own data only; null: not allowed.
   * @example all
   */
  scope: Scope | null;
}

export class PermissionCheckResultsDto {
  /** In the order of the checks. */
  results: PermissionCheckResultDto[];
}
