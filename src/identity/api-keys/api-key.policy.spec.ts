import { ASSIGNABLE_ROLES, ROLES } from '../../access/permissions.policy.js';
import { canKeepKey, canHaveAnotherKey, canCreateKey } from './api-key.policy.js';

const ALLOWED: Record<string, readonly string[]> = {
  owner: ['admin', 'member', 'viewer'],
  admin: ['admin', 'member', 'viewer'],
  member: ['member', 'viewer'],
  viewer: ['viewer'],
};

describe.each(ROLES)('a key of a member who is %s', (creatorRole) => {
  it.each(ASSIGNABLE_ROLES)('may have the role %s exactly if it is not above their own', (keyRole) => {
    expect(canCreateKey(creatorRole, keyRole)).toBe(ALLOWED[creatorRole]?.includes(keyRole));
    expect(canKeepKey(keyRole, creatorRole)).toBe(ALLOWED[creatorRole]?.includes(keyRole));
  });
});

it.each([
  [0, true],
  [99, true],
  [100, false],
  [101, false],
])('an organization with %i active keys may have another: %s', (active, may) => {
  expect(canHaveAnotherKey(active)).toBe(may);
});
