/** The roles, the one with the most permissions first. */
export const ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** The roles that a member, an invitation or an API key can be given: an owner is only made by a transfer. */
export const ASSIGNABLE_ROLES = ['admin', 'member', 'viewer'] as const satisfies readonly Role[];
export type AssignableRole = (typeof ASSIGNABLE_ROLES)[number];

/** How far a permission reaches: to everyone's data, or to the caller's own data only. */
export type Scope = 'all' | 'own';

interface Row {
  /** What the permission allows, for people. */
  readonly allows: string;
  /** Not listed in the product's matrix but derived from the text around it. */
  readonly derived: boolean;
  readonly owner: Scope | null;
  readonly admin: Scope | null;
  readonly member: Scope | null;
  readonly viewer: Scope | null;
}

const everyRole = { owner: 'all', admin: 'all', member: 'all', viewer: 'all' } as const;
const editors = { owner: 'all', admin: 'all', member: 'all', viewer: null } as const;
const admins = { owner: 'all', admin: 'all', member: null, viewer: null } as const;
const ownerOnly = { owner: 'all', admin: null, member: null, viewer: null } as const;

/**
 * The role matrix. The guard, `GET /api/v1/roles`, the table in the README and the test of every route are derived from it, so
 * that it is read and changed in one place.
 */
export const MATRIX = {
  'records:view': { allows: 'view leads, deals, campaigns, sequences, calls', derived: false, ...everyRole },
  'records:edit': { allows: 'create/edit leads and deals', derived: false, ...editors },
  'campaigns:manage': { allows: 'create/manage campaigns and their sequences', derived: false, ...editors },
  'assistant:use': { allows: 'use the AI assistant', derived: false, ...editors },
  'calls:make': { allows: 'make calls (here: log them)', derived: false, ...editors },
  'analytics:view': { allows: 'view team analytics', derived: false, ...everyRole, member: 'own' },
  'automations:manage': { allows: 'manage automations', derived: false, ...admins },
  'integrations:manage': { allows: 'manage integrations', derived: false, ...admins },
  'members:manage': { allows: 'invite, remove, change role, resend', derived: false, ...admins },
  'billing:manage': { allows: 'manage billing', derived: false, ...ownerOnly },
  'organization:delete': { allows: 'delete the organization', derived: false, ...ownerOnly },
  'settings:manage': { allows: 'edit the organization’s settings', derived: true, ...admins },
  'records:reassign': { allows: 'reassign records in bulk', derived: true, ...admins },
  'seats:view': { allows: 'view seat usage', derived: true, ...admins },
  'audit:view': { allows: 'view the audit log', derived: true, ...admins },
  'apikeys:manage': { allows: 'create and revoke API keys', derived: true, ...admins },
  'ownership:transfer': { allows: 'transfer the ownership to an admin', derived: true, ...ownerOnly },
  'members:view': { allows: 'view the organization and its members', derived: true, ...everyRole },
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof MATRIX;

export const PERMISSIONS = Object.keys(MATRIX) as Permission[];

/** Whether no role but the owner's holds the permission at all. */
export function isOwnerOnly(permission: Permission): boolean {
  return ASSIGNABLE_ROLES.every((role) => scopeOf(role, permission) === null);
}

/** How far `role` holds `permission`; null: not at all. */
export function scopeOf(role: Role, permission: Permission): Scope | null {
  return MATRIX[permission][role];
}

/** The permissions of a role, in the order of the matrix. */
export function permissionsOf(role: Role): { permission: Permission; scope: Scope }[] {
  return PERMISSIONS.flatMap((permission) => {
    const scope = scopeOf(role, permission);
    return scope ? [{ permission, scope }] : [];
  });
}

/** Permissions that an API key never has, whatever its role: these need a person. */
export const PERSONS_ONLY: ReadonlySet<Permission> = new Set<Permission>([
  'assistant:use',
  'billing:manage',
  'organization:delete',
  'apikeys:manage',
  'ownership:transfer',
]);

/** How far an API key with `role` holds `permission`; null: not at all. A key owns no data, so `own` gives it no access. */
export function scopeOfKey(role: Role, permission: Permission): Scope | null {
  return PERSONS_ONLY.has(permission) ? null : scopeOf(role, permission);
}

/** Whether `role` is above `other` in the order of the matrix. */
export function outranks(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) < ROLES.indexOf(other);
}

/** The matrix as the Markdown table in the README. */
export function matrixAsMarkdown(): string {
  const word = (permission: Permission, role: Role): string => {
    const scope = scopeOf(role, permission);
    if (permission === 'analytics:view' && scope) return scope === 'own' ? 'own only' : 'all';
    return scope ? 'yes' : 'no';
  };
  const rows = PERMISSIONS.map((permission) => {
    const { allows, derived } = MATRIX[permission];
    const cells = ROLES.map((role) => word(permission, role));
    return `| \`${permission}\`${derived ? ' *' : ''} | ${allows} | ${cells.join(' | ')} |`;
  });
  return [
    `| permission | what it allows | ${ROLES.join(' | ')} |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
