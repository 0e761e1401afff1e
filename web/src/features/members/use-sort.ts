import { getRouteApi } from '@tanstack/react-router';
import type { SortColumn } from '../../ui/sorting';
import type { MemberSort } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

type Name = 'name' | 'role' | 'lastActiveAt' | 'joinedAt';

/** The columns by which the members' table can be sorted. */
const COLUMNS: readonly SortColumn<Name>[] = [
  { name: 'name', label: 'Member', type: 'text' },
  { name: 'role', label: 'Role', type: 'rank' },
  { name: 'lastActiveAt', label: 'Last active', type: 'time' },
  { name: 'joinedAt', label: 'Joined', type: 'time' },
];

/** How the members' table is sorted; it is in the URL. */
export function useSort() {
  const { sort = 'name' } = route.useSearch();
  const navigate = route.useNavigate();
  return {
    columns: COLUMNS,
    sort,
    onSort: (next: MemberSort) => {
      void navigate({ search: (before) => ({ ...before, sort: next }), replace: true });
    },
  };
}
