import type { Permission, Role, Scope } from '../permissions.policy.js';

export class GrantDto {
  /** @example records:view */
  permission: Permission;

  /**
   * `all`, or `own` for the caller's own data only.
   * @example all
   */
  scope: Scope;
}

/** What a role may do. */
export class RoleDto {
  /** @example viewer */
  role: Role;

  permissions: GrantDto[];
}

export class PermissionDto {
  /** @example records:view */
  permission: Permission;

  /**
   * What the permission allows.
   * @example "view leads, deals, campaigns, sequences, calls"
   */
  allows: string;

  /**
   * Whether the permission is derived from the product description instead of listed in the role matrix.
   * @example false
   */
  derived: boolean;
}

/** The role matrix. */
export class RolesDto {
  data: RoleDto[];

  /** What each permission allows. */
  permissions: PermissionDto[];

  /** @example null */
  nextCursor: string | null;
}
