import { outranks, type Role } from '../../access/permissions.policy.js';

export const KEY_ROLES = ['admin', 'member', 'viewer'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

/** Whether somebody may make a key of this role: up to their own, and never an owner's. */
export function mayMakeKey(maker: Role, key: KeyRole): boolean {
  return !outranks(key, maker);
}

/** Whether a key lives on when its maker's role becomes `role`. */
export function keyOutlives(key: KeyRole, role: Role): boolean {
  return mayMakeKey(role, key);
}
