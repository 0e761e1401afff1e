import { mayChangeOwner } from './owner.policy.js';

describe('changing the owner of a record', () => {
  it.each([
    ['their own', 'a', 'a', false, true],
    ["another's", 'b', 'a', false, false],
    ['an unassigned one', null, 'a', false, false],
    ["another member's, with records:reassign", 'b', 'a', true, true],
    ['an unassigned one, with records:reassign', null, 'a', true, true],
    ['an unassigned one, by a key', null, null, false, false],
  ])('%s: by %s', (_which, ownerId, membershipId, mayReassign, allowed) => {
    expect(mayChangeOwner(ownerId, { membershipId, mayReassign })).toBe(allowed);
  });
});
