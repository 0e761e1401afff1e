import { outranks, type Role } from '../../access/permissions.policy.js';

export const KEY_ROLES = ['admin', 'member', 'viewer'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

/** How many active keys an organization may have. */
export const MOST_API_KEYS = 100;

/** Whether an organization with so many active keys may have another. */
export function mayHaveAnotherKey(liveKeys: number): boolean {
  return liveKeys < MOST_API_KEYS;
}

/** Whether a member may create a key with this role: up to their own role, and never owner. */
export function mayMakeKey(maker: Role, key: KeyRole): boolean {
  return !outranks(key, maker);
}

/** Whether a key stays valid when the role of its creator becomes `role`. */
export function keyOutlives(key: KeyRole, role: Role): boolean {
  return mayMakeKey(role, key);
}
