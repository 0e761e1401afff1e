import fc from 'fast-check';
import {
  MATRIX,
  matrixAsMarkdown,
  PERMISSIONS,
  permissionsOf,
  ROLES,
  scopeOf,
  type Permission,
  type Role,
} from './permissions.policy.js';

/** The contract's table, copied, so that the code is compared with the contract and not with itself. */
const CONTRACT = `
records:view         all all all all
records:edit         all all all -
campaigns:manage     all all all -
assistant:use        all all all -
calls:make           all all all -
analytics:view       all all own all
automations:manage   all all -   -
integrations:manage  all all -   -
members:manage       all all -   -
billing:manage       all -   -   -
organization:delete  all -   -   -
settings:manage      all all -   -
records:reassign     all all -   -
seats:view           all all -   -
audit:view           all all -   -
apikeys:manage       all all -   -
ownership:transfer   all -   -   -
members:view         all all all all
`;

const ROWS = CONTRACT.trim()
  .split('\n')
  .map((line) => line.split(/\s+/));

describe('the matrix', () => {
  it('holds exactly the permissions of the contract, in their order', () => {
    expect(PERMISSIONS).toEqual(ROWS.map(([permission]) => permission));
  });

  it.each(ROWS)('%s: owner %s, admin %s, member %s, viewer %s', (permission, ...scopes) => {
    const found = ROLES.map((role) => scopeOf(role, permission as Permission) ?? '-');
    expect(found).toEqual(scopes);
  });

  it('marks exactly the permissions that are not listed in the matrix as derived', () => {
    const derived = PERMISSIONS.filter((permission) => MATRIX[permission].derived);
    expect(derived).toEqual([
      'settings:manage',
      'records:reassign',
      'seats:view',
      'audit:view',
      'apikeys:manage',
      'ownership:transfer',
      'members:view',
    ]);
  });
});

describe('the permissions of a role', () => {
  const roles = fc.constantFrom<Role>(...ROLES);
  const permissions = fc.constantFrom<Permission>(...PERMISSIONS);

  it('are those that the matrix gives it, each once', () => {
    fc.assert(
      fc.property(roles, permissions, (role, permission) => {
        const listed = permissionsOf(role).filter((entry) => entry.permission === permission);
        const scope = scopeOf(role, permission);
        expect(listed).toEqual(scope ? [{ permission, scope }] : []);
      }),
    );
  });

  it('are never more than those of the role above, except for viewers and members', () => {
    fc.assert(
      fc.property(permissions, (permission) => {
        const may = (role: Role): boolean => scopeOf(role, permission) !== null;
        expect(may('owner')).toBe(true);
        for (const role of ['member', 'viewer'] as const) if (may(role)) expect(may('admin')).toBe(true);
        if (may('viewer')) expect(may('member')).toBe(true);
      }),
    );
  });
});

describe('the table of the README', () => {
  it('has a row for every permission and says what the matrix says', () => {
    const lines = matrixAsMarkdown().split('\n');
    expect(lines).toHaveLength(PERMISSIONS.length + 2);
    expect(lines[0]).toBe('| permission | what it allows | owner | admin | member | viewer |');
    expect(lines).toContain('| `analytics:view` | view team analytics | all | all | own only | all |');
    expect(lines).toContain('| `billing:manage` | manage billing | yes | no | no | no |');
    expect(lines).toContain('| `seats:view` * | view seat usage | yes | yes | no | no |');
  });
});
