import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Invitation } from '../../../api/client';
import { useOrganizationId } from '../../../shared/use-organization';
import { Select, type Choice } from '../../../ui/form/Select';
import { ListEnd } from '../../../ui/table/ListEnd';
import { ListState } from '../../../ui/table/ListState';
import { useSelection } from '../../../ui/table/use-selection';
import { openInvitationsQuery } from '../../invitations/queries';
import { ListBar } from '../ListBar';
import { ListFilters } from '../MemberFilters';
import { NoMembersMatch } from '../NoMembersMatch';
import { useShownText } from '../list-text';
import { ROLES, type InvitationStatus } from '../member-search';
import { useChangeSearch, useMemberSearch } from '../use-member-search';
import { useInvitationSort } from '../use-sort';
import { ExportInvitations } from './ExportInvitations';
import { InvitationsTable } from './InvitationsTable';
import { ResendExpired, SelectedInvitations } from './SelectedInvitations';
import { invitationsFor } from './list-invitations';

const NONE: readonly Invitation[] = [];

/** The invitations that are pending or have expired. */
export function InvitationsTab() {
  const search = useMemberSearch();
  const { q, role, status } = search;
  const sorting = useInvitationSort();
  const query = useQuery(openInvitationsQuery(useOrganizationId()));
  const all = query.data ?? NONE;
  const rows = useMemo(
    () => invitationsFor(all, { q, role, status, sort: sorting.sort }),
    [all, q, role, status, sorting.sort],
  );
  const selection = useSelection(rows);
  const list = { shown: rows.length, isEnd: true };
  const end = useShownText(list);
  return (
    <div className="card">
      <Filters status={status} />
      <ListBar
        list={query.data ? list : null}
        selection={selection}
        selectable={rows.length}
        actions={<SelectedInvitations selection={selection} />}
      >
        <ResendExpired invitations={all} />
        <ExportInvitations invitations={rows} />
      </ListBar>
      <ListState
        query={query}
        isLoading={query.isPending}
        isEmpty={rows.length === 0}
        empty={<NoMembersMatch />}
        pages={null}
      >
        <InvitationsTable rows={rows} isLoading={query.isPending} sorting={sorting} selection={selection} search={q} />
      </ListState>
      {rows.length > 0 && <ListEnd pages={null}>{end}</ListEnd>}
    </div>
  );
}

const STATUSES: readonly Choice<InvitationStatus | ''>[] = [
  { value: '', label: 'Invited, expired' },
  { value: 'invited', label: 'Invited' },
  { value: 'expired', label: 'Expired' },
];

function Filters({ status }: { readonly status: InvitationStatus | undefined }) {
  const change = useChangeSearch();
  return (
    <ListFilters
      search={{ label: 'Search invitations', placeholder: 'Search by email' }}
      roles={ROLES.filter((role) => role !== 'owner')}
    >
      <Select
        aria-label="Filter by status"
        choices={STATUSES}
        value={status ?? ''}
        onChange={(value) => {
          change({ status: value === '' ? undefined : value });
        }}
      />
    </ListFilters>
  );
}
