import { getRouteApi } from '@tanstack/react-router';
import type { MemberSort } from '../../api/queries';
import type { SortColumn } from '../../ui/sorting';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

type Name = 'name' | 'role' | 'lastActiveAt' | 'joinedAt';

/** The columns of the members' table that it can be sorted by. */
export const SORTED: Readonly<Record<Name, SortColumn<Name>>> = {
  name: { name: 'name', label: 'Member', holds: 'text' },
  role: { name: 'role', label: 'Role', holds: 'rank' },
  lastActiveAt: { name: 'lastActiveAt', label: 'Last active', holds: 'time' },
  joinedAt: { name: 'joinedAt', label: 'Joined', holds: 'time' },
};

/** What the members' table is sorted by, as it is in the page's address, and how to change it. */
export function useSort() {
  const { sort = 'name' } = route.useSearch();
  const navigate = route.useNavigate();
  return {
    sort,
    onSort: (next: MemberSort) => {
      void navigate({ search: (before) => ({ ...before, sort: next }), replace: true });
    },
  };
}
