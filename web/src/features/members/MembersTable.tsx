import { getRouteApi } from '@tanstack/react-router';
import { QueryFailed } from '../../ui/LoadFailed';
import { LoadMore } from '../../ui/LoadMore';
import { SkeletonRows } from '../../ui/Skeleton';
import { SortBy } from '../../ui/SortBy';
import { SortButton } from '../../ui/SortButton';
import { VirtualRows, type RowPlace } from '../../ui/VirtualRows';
import { InvitationRow } from '../invitations/InvitationRow';
import { MemberRow } from './MemberRow';
import { NoMembersMatch } from './NoMembersMatch';
import { useTableRows, type TableRow } from './use-table-rows';
import { MEMBER_COLUMNS, useSort } from './use-sort';
import { useMembersTableValue, MembersTableContext } from './table-context';

const COLUMNS = 6;
/** About how high a row is, as a line of the table, and as a card on a phone. */
const HEIGHT = { line: 57, card: 146 } as const;

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

/** Members and invitations in one table. */
export function MembersTable() {
  const search = route.useSearch();
  const sorting = useSort();
  const table = useMembersTableValue();
  const { rows, isLoading, failed, pages } = useTableRows(search);
  const failure = failed && (
    <div className="card__body">
      <QueryFailed query={failed} />
    </div>
  );
  // What is there stays there when more of it, or a newer state, could not be loaded.
  if (failure && rows.length === 0) return failure;
  return (
    <>
      {!isLoading && rows.length === 0 ? (
        <NoMembersMatch search={search} />
      ) : (
        <div className="table-box">
          <SortBy columns={Object.values(MEMBER_COLUMNS)} {...sorting} />
          <table
            className="table table--cards table--people"
            aria-busy={isLoading}
            {...(isLoading ? {} : { 'aria-rowcount': rows.length + 1 })}
          >
            <caption className="out-of-sight">Members and invitations</caption>
            <thead>
              <tr aria-rowindex={1}>
                <SortButton column={MEMBER_COLUMNS.name} {...sorting} />
                <SortButton column={MEMBER_COLUMNS.role} {...sorting} />
                <th scope="col">Status</th>
                <SortButton column={MEMBER_COLUMNS.lastActiveAt} {...sorting} />
                <SortButton column={MEMBER_COLUMNS.joinedAt} {...sorting} />
                <th scope="col">
                  <span className="out-of-sight">Actions</span>
                </th>
              </tr>
            </thead>
            <MembersTableContext value={table}>
              <VirtualRows rows={rows} columns={COLUMNS} height={aboutHeight()}>
                {drawRow}
              </VirtualRows>
            </MembersTableContext>
            {isLoading && (
              <tbody>
                <SkeletonRows rows={4} columns={COLUMNS} />
              </tbody>
            )}
          </table>
        </div>
      )}
      {failure}
      {pages && <LoadMore pages={pages} />}
    </>
  );
}

function drawRow({ invitation, member }: TableRow, place: RowPlace) {
  return invitation ? <InvitationRow invitation={invitation} {...place} /> : <MemberRow member={member} {...place} />;
}

function aboutHeight(): number {
  return matchMedia('(max-width: 1070px)').matches ? HEIGHT.card : HEIGHT.line;
}
