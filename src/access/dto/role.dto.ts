import type { Permission, Role, Scope } from '../permissions.policy.js';

export class GrantDto {
  /** @example records:view */
  permission: Permission;

  /**
   * `own`: one's own only.
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
   * What it allows.
   * @example "view leads, deals, campaigns, sequences, calls"
   */
  allows: string;

  /**
   * Follows from the text around the matrix.
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
