import { getRouteApi } from '@tanstack/react-router';
import { ACTIONS, DataTable } from '../../ui/DataTable';
import { ListState } from '../../ui/ListState';
import { VirtualRows, type RowPlace } from '../../ui/VirtualRows';
import { InvitationRow } from '../invitations/InvitationRow';
import { MemberRow } from './MemberRow';
import { NoMembersMatch } from './NoMembersMatch';
import { useMembersTableValue, MembersTableContext } from './table-context';
import { useSort } from './use-sort';
import { useTableRows, type TableRow } from './use-table-rows';

const COLUMNS = [
  { sortedBy: 'name' },
  { sortedBy: 'role' },
  'Status',
  { sortedBy: 'lastActiveAt' },
  { sortedBy: 'joinedAt' },
  ACTIONS,
] as const;

/** About how high a row is, as a line of the table, and as a card on a phone. */
const HEIGHT = { line: 57, card: 146 } as const;

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

/** Members and invitations in one table. */
export function MembersTable() {
  const search = route.useSearch();
  const sorting = useSort();
  const table = useMembersTableValue();
  const { rows, isLoading, failed, pages } = useTableRows(search);
  return (
    <ListState
      query={failed}
      isLoading={isLoading}
      isEmpty={rows.length === 0}
      empty={<NoMembersMatch search={search} />}
      pages={pages}
    >
      <DataTable
        caption="Members and invitations"
        columns={COLUMNS}
        sorting={sorting}
        isLoading={isLoading}
        skeletons={4}
        cards="wide"
        rowCount={isLoading ? undefined : rows.length}
        body={
          <MembersTableContext value={table}>
            <VirtualRows rows={rows} columns={COLUMNS.length} height={estimatedRowHeight()}>
              {renderRow}
            </VirtualRows>
          </MembersTableContext>
        }
      />
    </ListState>
  );
}

function renderRow({ invitation, member }: TableRow, place: RowPlace) {
  return invitation ? <InvitationRow invitation={invitation} {...place} /> : <MemberRow member={member} {...place} />;
}

function estimatedRowHeight(): number {
  return matchMedia('(max-width: 1070px)').matches ? HEIGHT.card : HEIGHT.line;
}
