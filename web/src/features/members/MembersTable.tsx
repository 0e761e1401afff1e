import { useCallback } from 'react';
import type { Member } from '../../api/client';
import { ACTIONS, DataTable, MENU } from '../../ui/table/DataTable';
import { VirtualRows, type RowPlace } from '../../ui/table/VirtualRows';
import type { Selection } from '../../ui/table/use-selection';
import { MemberRow } from './MemberRow';
import { useMemberSearch } from './use-member-search';
import type { useMemberSort } from './use-sort';

/** The column of the checkboxes. */
export const SELECT = { label: 'Selected', isHidden: true, className: 'cell-select' } as const;

const COMMON = [
  { sortedBy: 'name' },
  { sortedBy: 'role', className: 'cell-role' },
  { sortedBy: 'lastActiveAt', className: 'cell-time' },
] as const;

const COLUMNS = {
  active: [...COMMON, { sortedBy: 'joinedAt', className: 'cell-day cell-last' }, MENU],
  removed: [...COMMON, { sortedBy: 'removedAt', className: 'cell-day' }, ACTIONS],
} as const;

interface MembersTableProps {
  readonly status: Member['status'];
  readonly rows: readonly Member[];
  readonly isLoading: boolean;
  readonly sorting: ReturnType<typeof useMemberSort>;
  /** Null where nothing can be selected. */
  readonly selection: Selection<Member> | null;
}

export function MembersTable({ status, rows, isLoading, sorting, selection }: MembersTableProps) {
  const { q } = useMemberSearch();
  const columns = selection ? [SELECT, ...COLUMNS[status]] : COLUMNS[status];
  const toggle = selection?.toggle;
  const has = selection?.has;
  const renderRow = useCallback(
    (member: Member, place: RowPlace) => (
      <MemberRow member={member} search={q} onSelect={toggle} isSelected={has?.(member.id) ?? false} {...place} />
    ),
    [q, toggle, has],
  );
  return (
    <DataTable
      caption={status === 'active' ? 'Members' : 'Removed members'}
      columns={columns}
      sorting={sorting}
      isLoading={isLoading}
      skeletons={4}
      cards="labelled"
      rowCount={isLoading ? undefined : rows.length}
      body={
        <VirtualRows rows={rows} columns={columns.length} height={estimatedRowHeight()}>
          {renderRow}
        </VirtualRows>
      }
    />
  );
}

/** About how high a row is, as a line of the table, and as a card on a phone. */
const HEIGHT = { line: 61, card: 140 } as const;

export function estimatedRowHeight(): number {
  return matchMedia('(max-width: 1010px)').matches ? HEIGHT.card : HEIGHT.line;
}
