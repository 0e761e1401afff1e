import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Member } from '../../api/client';
import { useOrganizationId } from '../../shared/use-organization';
import { ListEnd } from '../../ui/table/ListEnd';
import { ListState } from '../../ui/table/ListState';
import { useSelection } from '../../ui/table/use-selection';
import { ListBar } from './ListBar';
import { ActiveMemberFilters, RemovedMemberFilters } from './MemberFilters';
import { MembersTable } from './MembersTable';
import { NoMembersMatch } from './NoMembersMatch';
import { ExportMembers } from './ExportMembers';
import { SelectedMembers } from './bulk/SelectedMembers';
import { useShownText } from './list-text';
import { membersQuery, type MemberFilter } from './queries';
import { MembersTableContext, useMembersTableValue } from './table-context';
import { useMemberSort } from './use-sort';
import { useMemberSearch } from './use-member-search';

/** The active members, or the removed ones. */
export function MembersTab({ status }: { readonly status: Member['status'] }) {
  const { q, role, inactive } = useMemberSearch();
  const sorting = useMemberSort(status);
  const filter: MemberFilter = { q, role, inactive, status, sort: sorting.sort };
  const pages = useInfiniteQuery(membersQuery(useOrganizationId(), filter));
  const table = useMembersTableValue();
  const rows = useMemo(() => pages.data?.pages.flatMap(({ data }) => data) ?? [], [pages.data]);
  const canSelect = table.mayManage && status === 'active';
  const selectable = useMemo(
    () => (canSelect ? rows.filter((row) => isSelectable(row, table.userId)) : []),
    [rows, table.userId, canSelect],
  );
  const selection = useSelection(selectable);
  const list = { shown: rows.length, isEnd: !pages.hasNextPage };
  const end = useShownText(list);
  return (
    <MembersTableContext value={table}>
      <div className="card">
        {status === 'active' ? <ActiveMemberFilters /> : <RemovedMemberFilters />}
        <ListBar
          list={pages.data ? list : null}
          selection={selection}
          selectable={selectable.length}
          actions={<SelectedMembers selection={selection} />}
        >
          <ExportMembers filter={filter} />
        </ListBar>
        <ListState
          query={pages}
          isLoading={pages.isPending}
          isEmpty={rows.length === 0}
          empty={<NoMembersMatch />}
          pages={null}
        >
          <MembersTable
            status={status}
            rows={rows}
            isLoading={pages.isPending}
            sorting={sorting}
            selection={canSelect ? selection : null}
          />
        </ListState>
        {rows.length > 0 && <ListEnd pages={pages}>{end}</ListEnd>}
      </div>
    </MembersTableContext>
  );
}

/** The owner's role is fixed, and nothing is done to oneself together with others. */
function isSelectable({ role, userId }: Member, ownUserId: string): boolean {
  return role !== 'owner' && userId !== ownUserId;
}
