import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import type { Role, Schemas } from '../../api/client';
import { Page } from '../../shared/Page';
import { ROLE_NAMES } from '../../shared/roles';
import { useOrganization } from '../../shared/use-organization';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { SkeletonRows } from '../../ui/feedback/Skeleton';
import { rolesQuery } from './queries';

type Matrix = Schemas['RolesDto'];
type Permission = Schemas['GrantDto']['permission'];

interface Group {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** The permissions by what they are about. */
const GROUPS: readonly Group[] = [
  {
    name: 'Sales',
    permissions: ['records:view', 'records:edit', 'campaigns:manage', 'assistant:use', 'calls:make', 'analytics:view'],
  },
  {
    name: 'Team',
    permissions: ['members:view', 'members:manage', 'seats:view', 'records:reassign', 'ownership:transfer'],
  },
  {
    name: 'Organization',
    permissions: [
      'settings:manage',
      'automations:manage',
      'integrations:manage',
      'apikeys:manage',
      'audit:view',
      'organization:delete',
    ],
  },
  { name: 'Billing', permissions: ['billing:manage'] },
];

/** All groups, and at the end the permissions that are in none. */
function groupsOf({ permissions }: Matrix): Group[] {
  const grouped = new Set(GROUPS.flatMap((group) => group.permissions));
  const others = permissions.map(({ permission }) => permission).filter((permission) => !grouped.has(permission));
  return [...GROUPS, ...(others.length > 0 ? [{ name: 'Other', permissions: others }] : [])];
}

/** What each role can do; the column of the person's own role is marked. */
export function RolesPage() {
  const { role: own } = useOrganization();
  const query = useQuery(rolesQuery);
  const { data } = query;
  return (
    <Page title="Roles" lead={`What each role can do. Your role: ${ROLE_NAMES[own]}.`}>
      {query.error ? (
        <QueryFailed query={query} />
      ) : (
        // Scrolls sideways on a phone, also by keyboard: a matrix keeps its columns.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region must be reachable by keyboard
        <div className="card table-box" tabIndex={0} role="region" aria-label="What each role can do">
          <RolesTable own={own} {...(data ? { matrix: data } : {})} />
        </div>
      )}
    </Page>
  );
}

function RolesTable({ own, matrix }: { readonly own: Role; readonly matrix?: Matrix }) {
  return (
    <table className="table matrix" aria-busy={!matrix}>
      <thead>
        <tr>
          <th scope="col">Permission</th>
          {matrix?.data.map(({ role }) => (
            <th key={role} scope="col" className={role === own ? 'matrix__own' : undefined}>
              {ROLE_NAMES[role]} {role === own && <span className="badge badge--accent">You</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{!matrix && <SkeletonRows rows={18} columns={5} />}</tbody>
      {matrix &&
        groupsOf(matrix).map(({ name, permissions }) => (
          <PermissionGroup key={name} name={name} permissions={permissions} matrix={matrix} own={own} />
        ))}
    </table>
  );
}

interface PermissionGroupProps {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly matrix: Matrix;
  readonly own: Role;
}

function PermissionGroup({ name, permissions, matrix, own }: PermissionGroupProps) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={matrix.data.length + 1} className="matrix__group">
          {name}
        </th>
      </tr>
      {matrix.permissions
        .filter(({ permission }) => permissions.includes(permission))
        .map(({ permission, allows }) => (
          <tr key={permission}>
            <th scope="row">{sentence(allows)}</th>
            {matrix.data.map(({ role, permissions: granted }) => (
              <td key={role} className={role === own ? 'matrix__own' : undefined}>
                <Grant scope={granted.find((grant) => grant.permission === permission)?.scope ?? null} />
              </td>
            ))}
          </tr>
        ))}
    </tbody>
  );
}

function Grant({ scope }: { readonly scope: 'all' | 'own' | null }) {
  if (scope === 'own') return <span>Own only</span>;
  if (scope === null) {
    return (
      <span className="quiet">
        <Minus size={16} aria-hidden />
        <span className="visually-hidden">No</span>
      </span>
    );
  }
  return (
    <span>
      <Check size={16} className="matrix__yes" aria-hidden />
      <span className="visually-hidden">Yes</span>
    </span>
  );
}

/** Without what is said for developers in parentheses. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/ \([^)]*\)$/, '');
}
