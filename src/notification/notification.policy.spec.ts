import { PERMISSIONS, ROLES, scopeOf } from '../access/permissions.policy.js';
import type { MembershipId } from '../platform/ids/ids.js';
import { except, isWorthTelling, only, withPermission } from './notification.policy.js';

const [ada, grace] = ['ada', 'grace'] as [MembershipId, MembershipId];

describe('recipients', () => {
  it('are the members who are named, without those who are none', () => {
    expect(only(ada, null)).toEqual({ members: [ada], roles: [], except: [] });
  });

  it('have the permission to all of it, for every permission', () => {
    for (const permission of PERMISSIONS)
      expect(withPermission(permission, ada)).toEqual({
        members: [ada],
        roles: ROLES.filter((role) => scopeOf(role, permission) === 'all'),
        except: [],
      });
    expect(withPermission('members:manage').roles).toEqual(['owner', 'admin']);
  });

  it('are not the member who caused it; a superadmin or a key is not a member', () => {
    expect(except(only(ada, grace), { kind: 'member', id: ada }).except).toEqual([ada]);
    for (const kind of ['superadmin', 'api_key', 'system'] as const)
      expect(except(only(ada), { kind, id: ada }).except).toEqual([]);
  });
});

describe('isWorthTelling', () => {
  it('is true for what a person asked for, failed or moved something', () => {
    const cases = (['request', 'removal', 'reinstatement'] as const).flatMap((purpose) =>
      (['completed', 'failed'] as const).flatMap((status) => [0, 1].map((done) => ({ purpose, status, done }))),
    );
    expect(cases.filter((outcome) => !isWorthTelling(outcome))).toEqual([
      { purpose: 'removal', status: 'completed', done: 0 },
      { purpose: 'reinstatement', status: 'completed', done: 0 },
    ]);
  });
});
