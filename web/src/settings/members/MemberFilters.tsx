import { getRouteApi } from '@tanstack/react-router';
import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import type { Role } from '../../api/client';
import { useMay } from '../../api/use-organization';
import { Select, type Choice } from '../../ui/Field';
import { ROLE_NAMES } from '../../ui/words';
import type { MemberSearch, StatusFilter } from './member-search';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

/** How long the typing has to rest before the list is searched. */
const REST_MS = 250;

const ROLES: readonly Choice<Role | ''>[] = [
  { value: '', label: 'All roles' },
  ...(['owner', 'admin', 'member', 'viewer'] as const).map((value) => ({ value, label: ROLE_NAMES[value] })),
];

const STATUSES: readonly Choice<StatusFilter | ''>[] = [
  { value: '', label: 'All statuses' },
  { value: 'active', label: 'Active' },
  { value: 'invited', label: 'Invited' },
  { value: 'expired', label: 'Expired' },
  { value: 'removed', label: 'Removed' },
];

/** What is typed and chosen here stands in the address: it can be shared, and the back button takes it back. */
export function MemberFilters() {
  const { role, status } = route.useSearch();
  const change = useChangedSearch();
  const may = useMay();
  // Open invitations are told to those alone who may send them.
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
  const [typed, setTyped] = useState(q);
  const [known, setKnown] = useState(q);
  // The address changed by another way than typing: the back button, a link.
  if (known !== q) {
    setKnown(q);
    setTyped(q);
  }
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => {
      change({ q: typed.trim() || undefined });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, q, change]);
  return (
    <SearchField className="search" aria-label="Search members" value={typed} onChange={setTyped}>
      <Search size={16} aria-hidden />
      <Input className="input" placeholder="Search name or address" />
      {typed !== '' && (
        <Button className="button button--plain button--icon button--small" aria-label="Clear search">
          <X size={14} aria-hidden />
        </Button>
      )}
    </SearchField>
  );
}

type Change = { readonly [Name in keyof MemberSearch]?: MemberSearch[Name] | undefined };

function useChangedSearch(): (change: Change) => void {
  const navigate = route.useNavigate();
  const [run] = useState(() => (change: Change) => {
    void navigate({
      search: (before: MemberSearch) => {
        const next = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
        return Object.fromEntries(next); // The same names and values, without those left out.
      },
    });
  });
  return run;
}
