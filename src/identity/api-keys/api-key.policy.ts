import { outranks, type Role } from '../../access/permissions.policy.js';

export const KEY_ROLES = ['admin', 'member', 'viewer'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

/** How many keys that work an organization may have at a time. */
export const MOST_API_KEYS = 100;

/** Whether an organization with so many keys that work may have another. */
export function mayHaveAnotherKey(liveKeys: number): boolean {
  return liveKeys < MOST_API_KEYS;
}

/** Whether somebody may make a key of this role: up to their own, and never an owner's. */
export function mayMakeKey(maker: Role, key: KeyRole): boolean {
  return !outranks(key, maker);
}

/** Whether a key lives on when its maker's role becomes `role`. */
export function keyOutlives(key: KeyRole, role: Role): boolean {
  return mayMakeKey(role, key);
}
