import type { AssignableRole } from '../../support/world.js';

export type RoleName = 'owner' | AssignableRole;
export const ROLE_NAMES = ['owner', 'admin', 'member', 'viewer'] as const;

/** The matrix of the contract's section 3, copied by hand: the service's own table is compared with it, never with itself. */
export const CONTRACT_TABLE = `
| permission | what it allows | owner | admin | member | viewer |
| --- | --- | --- | --- | --- | --- |
| \`records:view\` | view leads, deals, campaigns, sequences, calls | yes | yes | yes | yes |
| \`records:edit\` | create/edit leads and deals | yes | yes | yes | no |
| \`campaigns:manage\` | create/manage campaigns and their sequences | yes | yes | yes | no |
| \`assistant:use\` | use the AI assistant | yes | yes | yes | no |
| \`calls:make\` | make calls (here: log them) | yes | yes | yes | no |
| \`analytics:view\` | view team analytics | all | all | own only | all |
| \`automations:manage\` | manage automations | yes | yes | no | no |
| \`integrations:manage\` | manage integrations | yes | yes | no | no |
| \`members:manage\` | invite, remove, change role, resend | yes | yes | no | no |
| \`billing:manage\` | manage billing | yes | no | no | no |
| \`organization:delete\` | delete the organization | yes | no | no | no |
`;

/** The sentence behind the table, copied likewise. */
const DERIVED =
  '`settings:manage` (owner, admin), `records:reassign` (owner, admin), `seats:view` (owner, admin), ' +
  '`audit:view` (owner, admin), `apikeys:manage` (owner, admin), `ownership:transfer` (owner), ' +
  '`members:view` (all four)';

export interface ContractPermission {
  readonly permission: string;
  /** Null where the contract has no words for it. */
  readonly allows: string | null;
  readonly derived: boolean;
  readonly scopes: Readonly<Record<RoleName, 'all' | 'own' | null>>;
}

export const CONTRACT_MATRIX: readonly ContractPermission[] = [...fromTable(), ...fromSentence()];

/** What the contract lets a role do with a permission. */
export function contractScope(permission: string, role: RoleName): 'all' | 'own' | null {
  const row = CONTRACT_MATRIX.find((one) => one.permission === permission);
  if (!row) throw new Error(`The contract knows no permission ${permission}.`);
  return row.scopes[role];
}

/** The permissions of a role, as the service lists them. */
export function contractPermissions(role: RoleName): { permission: string; scope: string }[] {
  return CONTRACT_MATRIX.flatMap(({ permission, scopes }) => {
    const scope = scopes[role];
    return scope ? [{ permission, scope }] : [];
  });
}

/** The cells of a Markdown table, whatever its padding. */
export function cellsOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s:|-]+\|$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function fromTable(): ContractPermission[] {
  const words = { yes: 'all', all: 'all', 'own only': 'own', no: null } as const;
  const scope = (word = '') => words[word as keyof typeof words];
  return cellsOf(CONTRACT_TABLE)
    .slice(1)
    .map(([permission = '', allows = '', owner, admin, member, viewer]) => ({
      permission: permission.replaceAll('`', ''),
      allows,
      derived: false,
      scopes: { owner: scope(owner), admin: scope(admin), member: scope(member), viewer: scope(viewer) },
    }));
}

function fromSentence(): ContractPermission[] {
  return [...DERIVED.matchAll(/`([\w:]+)` \(([^)]+)\)/g)].map(([, permission = '', who = '']) => {
    const scope = (role: RoleName) => (who === 'all four' || who.split(', ').includes(role) ? 'all' : null);
    return {
      permission,
      allows: null,
      derived: true,
      scopes: { owner: scope('owner'), admin: scope('admin'), member: scope('member'), viewer: scope('viewer') },
    };
  });
}
