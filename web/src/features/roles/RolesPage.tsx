import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import type { Role, Schemas } from '../../api/client';
import { Page } from '../../shared/Page';
import { ROLE_NAMES } from '../../shared/roles';
import { useOrganization } from '../../shared/use-organization';
import { QueryFailed } from '../../ui/LoadFailed';
import { SkeletonRows } from '../../ui/Skeleton';
import { rolesQuery } from './queries';

type Matrix = Schemas['RolesDto'];

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
      <tbody>
        {!matrix && <SkeletonRows rows={18} columns={5} />}
        {matrix?.permissions.map(({ permission, allows }) => (
          <tr key={permission}>
            <th scope="row">{sentence(allows)}</th>
            {matrix.data.map(({ role, permissions }) => (
              <td key={role} className={role === own ? 'matrix__own' : undefined}>
                <Grant scope={permissions.find((grant) => grant.permission === permission)?.scope ?? null} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Grant({ scope }: { readonly scope: 'all' | 'own' | null }) {
  if (scope === 'own') return <span>Own only</span>;
  if (scope === null) {
    return (
      <span className="row quiet">
        <Minus size={16} aria-hidden />
        No
      </span>
    );
  }
  return (
    <span className="row">
      <Check size={16} className="matrix__yes" aria-hidden />
      Yes
    </span>
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
