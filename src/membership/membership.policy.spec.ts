import { ROLES } from '../access/permissions.policy.js';
import { refusalAsRecordOwner, refusalOfRemoval, refusalOfRoleChange, type MemberState } from './membership.policy.js';

const STATES: MemberState[] = ROLES.flatMap((role) => [
  { role, status: 'active' as const },
  { role, status: 'removed' as const },
]);

/** Every rule for every role and status: the code of the refusal, or null. */
const EXPECTED: Record<string, { roleChange: string | null; removal: string | null; recordOwner: string | null }> = {
  'owner active': { roleChange: 'owner-role-is-fixed', removal: 'owner-cannot-leave', recordOwner: null },
  'admin active': { roleChange: null, removal: null, recordOwner: null },
  'member active': { roleChange: null, removal: null, recordOwner: null },
  'viewer active': { roleChange: null, removal: null, recordOwner: 'new-owner-not-active' },
  'owner removed': {
    roleChange: 'member-not-active',
    removal: 'member-not-active',
    recordOwner: 'new-owner-not-active',
  },
  'admin removed': {
    roleChange: 'member-not-active',
    removal: 'member-not-active',
    recordOwner: 'new-owner-not-active',
  },
  'member removed': {
    roleChange: 'member-not-active',
    removal: 'member-not-active',
    recordOwner: 'new-owner-not-active',
  },
  'viewer removed': {
    roleChange: 'member-not-active',
    removal: 'member-not-active',
    recordOwner: 'new-owner-not-active',
  },
};

describe('a membership', () => {
  it.each(STATES)('of a $role who is $status', (member) => {
    expect({
      roleChange: refusalOfRoleChange(member, { to: 'viewer', whose: 'another' })?.code ?? null,
      removal: refusalOfRemoval(member)?.code ?? null,
      recordOwner: refusalAsRecordOwner(member)?.code ?? null,
    }).toEqual(EXPECTED[`${member.role} ${member.status}`]);
  });

  it("allows to lower one's own role and never to raise it, for every role", () => {
    for (const [from, role] of ROLES.entries()) {
      for (const [at, to] of ROLES.entries()) {
        const code = refusalOfRoleChange({ role, status: 'active' }, { to, whose: 'own' })?.code ?? null;
        expect({ role, to, code }).toEqual({
          role,
          to,
          code: role === 'owner' ? 'owner-role-is-fixed' : at < from ? 'permission-denied' : null,
        });
        expect(refusalOfRoleChange({ role, status: 'active' }, { to, whose: 'another' })?.code ?? null).toBe(
          role === 'owner' ? 'owner-role-is-fixed' : null,
        );
      }
    }
  });

  it('that does not exist cannot own records', () => {
    expect(refusalAsRecordOwner(undefined)?.code).toBe('new-owner-not-active');
  });

  it('never refuses with anything but a conflict', () => {
    for (const member of STATES) {
      for (const refusal of [
        refusalOfRoleChange(member, { to: 'viewer', whose: 'own' }),
        refusalOfRemoval(member),
        refusalAsRecordOwner(member),
      ]) {
        expect(refusal?.status ?? 409).toBe(409);
      }
    }
  });
});
