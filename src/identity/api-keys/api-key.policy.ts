import { outranks, type AssignableRole, type Role } from '../../access/permissions.policy.js';

/** How many active keys an organization may have. */
export const MAX_API_KEYS = 100;

/** Whether an organization with so many active keys may have another. */
export function canHaveAnotherKey(activeKeys: number): boolean {
  return activeKeys < MAX_API_KEYS;
}

/** Whether a member may create a key with this role: up to their own role, and never owner. */
export function canCreateKey(creatorRole: Role, keyRole: AssignableRole): boolean {
  return !outranks(keyRole, creatorRole);
}

/** Whether a key stays valid when the role of its creator becomes `role`. */
export function canKeepKey(keyRole: AssignableRole, role: Role): boolean {
  return canCreateKey(role, keyRole);
}
