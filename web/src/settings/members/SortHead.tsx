import { getRouteApi } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MemberSort } from '../../api/queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

interface SortHeadProps {
  readonly name: 'name' | 'role' | 'lastActiveAt' | 'joinedAt';
  readonly children: ReactNode;
}

/** A column's head that sorts: pressed once more, the other way round. */
export function SortHead({ name, children }: SortHeadProps) {
  const { sort = 'name' } = route.useSearch();
  const navigate = route.useNavigate();
  const isOn = sort === name || sort === `-${name}`;
  const isDown = sort === `-${name}`;
  // Of times the latest is asked for first, of names the first.
  const first: MemberSort = name === 'lastActiveAt' || name === 'joinedAt' ? `-${name}` : name;
  const other: MemberSort = isDown ? name : `-${name}`;
  const Icon = isOn ? (isDown ? ArrowDown : ArrowUp) : ArrowUpDown;
  return (
    <th scope="col" {...(isOn ? { 'aria-sort': isDown ? 'descending' : 'ascending' } : {})}>
      <button
        type="button"
        className={isOn ? 'sort sort--on' : 'sort'}
        onClick={() => {
          void navigate({ search: (before) => ({ ...before, sort: isOn ? other : first }), replace: true });
        }}
      >
        {children}
        <Icon size={14} aria-hidden />
      </button>
    </th>
  );
}
