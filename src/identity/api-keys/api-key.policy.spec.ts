import { ROLES } from '../../access/permissions.policy.js';
import { KEY_ROLES, keyOutlives, mayHaveAnotherKey, mayMakeKey } from './api-key.policy.js';

const ALLOWED: Record<string, readonly string[]> = {
  owner: ['admin', 'member', 'viewer'],
  admin: ['admin', 'member', 'viewer'],
  member: ['member', 'viewer'],
  viewer: ['viewer'],
};

describe.each(ROLES)('a key of a member who is %s', (maker) => {
  it.each(KEY_ROLES)('may have the role %s exactly if it is not above their own', (key) => {
    expect(mayMakeKey(maker, key)).toBe(ALLOWED[maker]?.includes(key));
    expect(keyOutlives(key, maker)).toBe(ALLOWED[maker]?.includes(key));
  });
});

it.each([
  [0, true],
  [99, true],
  [100, false],
  [101, false],
])('an organization with %i active keys may have another: %s', (live, may) => {
  expect(mayHaveAnotherKey(live)).toBe(may);
});
