import { useCallback } from 'react';
import type { Invitation } from '../../../api/client';
import { DataTable, MENU } from '../../../ui/table/DataTable';
import { VirtualRows, type RowPlace } from '../../../ui/table/VirtualRows';
import type { Selection } from '../../../ui/table/use-selection';
import { InvitationRow } from '../../invitations/InvitationRow';
import { estimatedRowHeight, SELECT } from '../MembersTable';
import type { useInvitationSort } from '../use-sort';

const COLUMNS = [
  SELECT,
  { sortedBy: 'email' },
  { sortedBy: 'role', className: 'cell-text' },
  { label: 'Status', className: 'cell-time' },
  { sortedBy: 'sentAt', className: 'cell-time cell-last' },
  { sortedBy: 'expiresAt', className: 'cell-day' },
  MENU,
] as const;

interface InvitationsTableProps {
  readonly rows: readonly Invitation[];
  readonly isLoading: boolean;
  readonly sorting: ReturnType<typeof useInvitationSort>;
  readonly selection: Selection<Invitation>;
  /** What was searched for: it is marked. */
  readonly search: string | undefined;
}

export function InvitationsTable({ rows, isLoading, sorting, selection, search }: InvitationsTableProps) {
  const { toggle, has } = selection;
  const renderRow = useCallback(
    (invitation: Invitation, place: RowPlace) => (
      <InvitationRow
        invitation={invitation}
        search={search}
        isSelected={has(invitation.id)}
        onSelect={toggle}
        {...place}
      />
    ),
    [search, toggle, has],
  );
  return (
    <DataTable
      caption="Invitations"
      columns={COLUMNS}
      sorting={sorting}
      isLoading={isLoading}
      skeletons={4}
      cards="labelled"
      rowCount={isLoading ? undefined : rows.length}
      body={
        <VirtualRows rows={rows} columns={COLUMNS.length} height={estimatedRowHeight()}>
          {renderRow}
        </VirtualRows>
      }
    />
  );
}
