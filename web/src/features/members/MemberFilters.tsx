import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Role } from '../../api/client';
import { ROLE_NAMES } from '../../shared/roles';
import { useMay } from '../../shared/use-organization';
import { Select, type Choice } from '../../ui/Field';
import { SearchBox } from '../../ui/SearchBox';
import type { MemberSearch, StatusFilter } from './member-search';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

const ROLES: readonly Choice<Role | ''>[] = [
  { value: '', label: 'All roles' },
  ...(['owner', 'admin', 'member', 'viewer'] as const).map((value) => ({ value, label: ROLE_NAMES[value] })),
];

const STATUSES: readonly Choice<StatusFilter | ''>[] = [
  { value: '', label: 'All except removed' },
  { value: 'active', label: 'Active' },
  { value: 'invited', label: 'Invited' },
  { value: 'expired', label: 'Expired' },
  { value: 'removed', label: 'Removed' },
];

/** The filters are in the URL: it can be shared, and the back button undoes them. */
export function MemberFilters() {
  const { role, status } = route.useSearch();
  const change = useChangedSearch();
  const may = useMay();
  // Invitations are visible only to those who can send them.
  const statuses = may('members:manage')
    ? STATUSES
    : STATUSES.filter(({ value }) => value !== 'invited' && value !== 'expired');
  return (
    <div className="filters" role="search" aria-label="Members">
      <SearchByName />
      <Select
        aria-label="Filter by role"
        choices={ROLES}
        value={role ?? ''}
        onChange={(value) => {
          change({ role: value === '' ? undefined : value });
        }}
      />
      <Select
        aria-label="Filter by status"
        choices={statuses}
        value={status ?? ''}
        onChange={(value) => {
          change({ status: value === '' ? undefined : value });
        }}
      />
    </div>
  );
}

function SearchByName() {
  const { q = '' } = route.useSearch();
  const change = useChangedSearch();
  return (
    <SearchBox
      label="Search members"
      placeholder="Search by name or email"
      value={q}
      onChange={(text) => {
        // The back button removes the whole search, not its last letter.
        change({ q: text || undefined }, { replace: q !== '' });
      }}
    />
  );
}

/** `replace` replaces the current entry of the history; otherwise a new one is added. */
type ChangeSearch = (change: Change, how?: { readonly replace: boolean }) => void;
type Change = { readonly [Name in keyof MemberSearch]?: MemberSearch[Name] | undefined };

function useChangedSearch(): ChangeSearch {
  const navigate = route.useNavigate();
  const [run] = useState(() => (change: Change, { replace } = { replace: false }) => {
    void navigate({
      replace,
      search: (before: MemberSearch) => {
        const next = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
        return Object.fromEntries(next); // The same names and values, without those left out.
      },
    });
  });
  return run;
}
