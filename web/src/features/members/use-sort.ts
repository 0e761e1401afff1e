import { getRouteApi } from '@tanstack/react-router';
import type { SortColumn } from '../../ui/sorting';
import type { MemberSort } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

type Name = 'name' | 'role' | 'lastActiveAt' | 'joinedAt';

/** The columns of the members' table that it can be sorted by. */
export const MEMBER_COLUMNS: Readonly<Record<Name, SortColumn<Name>>> = {
  name: { name: 'name', label: 'Member', type: 'text' },
  role: { name: 'role', label: 'Role', type: 'rank' },
  lastActiveAt: { name: 'lastActiveAt', label: 'Last active', type: 'time' },
  joinedAt: { name: 'joinedAt', label: 'Joined', type: 'time' },
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
