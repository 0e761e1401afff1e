import type { Member } from '../../api/client';
import type { SortColumn } from '../../ui/table/sorting';
import type { InvitationSort, InvitationSortName, MemberSort, MemberSortName } from './member-search';
import { useChangeSearch, useMemberSearch } from './use-member-search';

const NAME = { name: 'name', label: 'Member', type: 'text' } as const;
const ROLE = { name: 'role', label: 'Role', type: 'rank' } as const;
const ACTIVE = { name: 'lastActiveAt', label: 'Last active', type: 'time' } as const;

/** The columns by which the members are sorted. */
const MEMBER_COLUMNS: Readonly<Record<Member['status'], readonly SortColumn<MemberSortName>[]>> = {
  active: [NAME, ROLE, ACTIVE, { name: 'joinedAt', label: 'Joined', type: 'time' }],
  removed: [NAME, ROLE, ACTIVE, { name: 'removedAt', label: 'Removed', type: 'time' }],
};

const FIRST_SORT: Readonly<Record<Member['status'], MemberSort>> = { active: 'name', removed: '-removedAt' };

const INVITATION_COLUMNS: readonly SortColumn<InvitationSortName>[] = [
  { name: 'email', label: 'Email', type: 'text' },
  ROLE,
  { name: 'sentAt', label: 'Last sent', type: 'time' },
  { name: 'expiresAt', label: 'Expires', type: 'time' },
];

/** How the members are sorted; it is in the URL. */
export function useMemberSort(status: Member['status']) {
  return useSort(MEMBER_COLUMNS[status], FIRST_SORT[status]);
}

/** How the invitations are sorted: those sent last first, unless the URL says otherwise. */
export function useInvitationSort() {
  return useSort<InvitationSortName, InvitationSort>(INVITATION_COLUMNS, '-sentAt');
}

function useSort<Name extends MemberSortName | InvitationSortName, Sort extends MemberSort | InvitationSort>(
  columns: readonly SortColumn<Name>[],
  first: Sort,
) {
  const { sort } = useMemberSearch();
  const change = useChangeSearch();
  return {
    columns,
    // The URL has a column of this tab, or none.
    sort: (sort as Sort | undefined) ?? first,
    onSort: (next: Sort) => {
      change({ sort: next === first ? undefined : next }, { replace: true });
    },
  };
}
