import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useRememberSearch } from '../../shared/page-search';
import { KIND_NAMES, OWNED_KINDS } from '../../shared/record-kinds';
import { useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { ACTIONS, DataTable } from '../../ui/table/DataTable';
import { ListBar } from '../../ui/table/ListBar';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { VirtualRows, type RowPlace } from '../../ui/table/VirtualRows';
import type { SortColumn } from '../../ui/table/sorting';
import { useSelection } from '../../ui/table/use-selection';
import { OwnerFilters } from './OwnerFilters';
import { OwnerTableRow } from './OwnerTableRow';
import { ReassignDialog } from './ReassignDialog';
import { focusReassignments } from './Reassignments';
import { SelectedOwners } from './SelectedOwners';
import { ownerRows, shownRows, totalText, type OwnerRow } from './owner-rows';
import type { OwnerSort, OwnerSortName } from './ownership-search';
import { ownersQuery, type RecordOwner } from './queries';
import type { ReassignmentSource } from './reassignment-source';

const route = getRouteApi('/signed-in/o/$organizationId/settings/data-ownership');

const SORTS: readonly SortColumn<OwnerSortName>[] = [
  { name: 'owner', label: 'Owner', type: 'text' },
  ...OWNED_KINDS.map((kind) => ({ name: kind, label: KIND_NAMES[kind], type: 'number' as const })),
  { name: 'total', label: 'Total', type: 'number' },
];

const COLUMNS = [
  { label: 'Selected', isHidden: true, className: 'cell-select' },
  ...SORTS.map(({ name }) => ({ sortedBy: name })),
  ACTIONS,
];

/** About how high a row is. */
const ROW_HEIGHT = 61;
const NONE: readonly RecordOwner[] = [];

const ALL_UNASSIGNED: ReassignmentSource = {
  name: 'all unassigned records',
  from: 'unassigned',
  previousOwnerId: null,
};

/** The number of records of each type by owner, unassigned ones included. */
export function OwnersTable() {
  const query = useQuery(ownersQuery(useOrganizationId()));
  const { data } = query;
  const search = route.useSearch();
  useRememberSearch('data-ownership', search);
  const owners = data?.data ?? NONE;
  const all = useMemo(() => ownerRows(owners), [owners]);
  const rows = useMemo(() => shownRows(all, search), [all, search]);
  const [source, setSource] = useState<ReassignmentSource | null>(null);
  const selectable = useMemo(() => rows.filter((row) => row.source !== null), [rows]);
  const selection = useSelection(selectable);
  if (query.error) return <QueryFailed query={query} />;
  const isEmpty = data !== undefined && all.length === 0;
  return (
    <section className="card" aria-label="Owners">
      {isEmpty ? (
        <p className="empty">No records yet. Owners appear here once you have leads, deals, campaigns or sequences.</p>
      ) : (
        <>
          <OwnerFilters />
          <ListBar
            total={data ? totalText(rows) : null}
            selection={selection}
            selectable={selectable.length}
            actions={<SelectedOwners selection={selection} />}
          />
          {data && rows.length === 0 ? (
            <p className="empty" role="status">
              No owners match.
            </p>
          ) : (
            <Owners rows={rows} isLoading={!data} selection={selection} onReassign={setSource} />
          )}
        </>
      )}
      {owners.some(({ status }) => status === 'unassigned') && (
        <div className="card__foot">
          <Button
            onPress={() => {
              setSource(ALL_UNASSIGNED);
            }}
          >
            Reassign all unassigned records
          </Button>
        </div>
      )}
      {source && (
        <ReassignDialog
          source={source}
          // The button that opened it may be removed, since there are no unassigned records any more.
          {...(source === ALL_UNASSIGNED ? { onStarted: focusReassignments } : {})}
          onClose={() => {
            setSource(null);
          }}
        />
      )}
    </section>
  );
}

interface OwnersProps {
  readonly rows: readonly OwnerRow[];
  readonly isLoading: boolean;
  readonly selection: ReturnType<typeof useSelection<OwnerRow>>;
  readonly onReassign: (source: ReassignmentSource) => void;
}

function Owners({ rows, isLoading, selection: { has, toggle }, onReassign }: OwnersProps) {
  const { q, sort = 'owner' } = route.useSearch();
  const navigate = route.useNavigate();
  const renderRow = useCallback(
    (row: OwnerRow, place: RowPlace) => (
      <OwnerTableRow
        row={row}
        search={q}
        isSelected={has(row.id)}
        onSelect={toggle}
        onReassign={onReassign}
        {...place}
      />
    ),
    [q, has, toggle, onReassign],
  );
  return (
    <DataTable<OwnerSortName>
      caption="Records by owner and type"
      columns={COLUMNS}
      sorting={{
        columns: SORTS,
        sort,
        onSort: (next: OwnerSort) => {
          void navigate({
            search: ({ sort: _before, ...rest }) => (next === 'owner' ? rest : { ...rest, sort: next }),
            replace: true,
            resetScroll: false,
          });
        },
      }}
      isLoading={isLoading}
      skeletons={4}
      cards="labelled"
      rowCount={isLoading ? undefined : rows.length}
      body={
        <VirtualRows rows={rows} columns={COLUMNS.length} height={ROW_HEIGHT}>
          {renderRow}
        </VirtualRows>
      }
    />
  );
}
