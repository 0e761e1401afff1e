import type { ReactNode } from 'react';
import type { Role } from '../../api/client';
import { ROLE_NAMES } from '../../shared/roles';
import { Select, type Choice } from '../../ui/form/Select';
import { SearchBox } from '../../ui/form/SearchBox';
import { ROLES } from './member-search';
import { INACTIVE_DAYS } from './queries';
import { useChangeSearch, useMemberSearch } from './use-member-search';

const ACTIVITY: readonly Choice<'' | 'inactive'>[] = [
  { value: '', label: 'Any activity' },
  { value: 'inactive', label: `Not active for ${INACTIVE_DAYS} days` },
];

/** The filters of the active members. */
export function ActiveMemberFilters() {
  const { inactive } = useMemberSearch();
  const change = useChangeSearch();
  return (
    <ListFilters search={{ label: 'Search members', placeholder: 'Search by name or email' }} roles={ROLES}>
      <Select
        aria-label="Filter by activity"
        choices={ACTIVITY}
        value={inactive ? 'inactive' : ''}
        onChange={(value) => {
          change({ inactive: value === '' ? undefined : true });
        }}
      />
    </ListFilters>
  );
}

/** The filters of the removed members. The owner cannot be removed. */
export function RemovedMemberFilters() {
  return (
    <ListFilters
      search={{ label: 'Search removed members', placeholder: 'Search by name or email' }}
      roles={ROLES.filter((role) => role !== 'owner')}
    />
  );
}

interface ListFiltersProps {
  readonly search: { readonly label: string; readonly placeholder: string };
  /** Those that a row of the list can have. */
  readonly roles: readonly Role[];
  /** Further filters. */
  readonly children?: ReactNode;
}

/** The filters are in the URL: it can be shared, and the back button undoes them. */
export function ListFilters({ search, roles, children }: ListFiltersProps) {
  const { q = '', role } = useMemberSearch();
  const change = useChangeSearch();
  const choices: readonly Choice<Role | ''>[] = [
    { value: '', label: 'All roles' },
    ...roles.map((value) => ({ value, label: ROLE_NAMES[value] })),
  ];
  return (
    <div className="filters" role="search" aria-label={search.label}>
      <SearchBox
        {...search}
        value={q}
        onChange={(text) => {
          // The back button removes the whole search, not its last letter.
          change({ q: text || undefined }, { replace: q !== '' });
        }}
      />
      <Select
        aria-label="Filter by role"
        choices={choices}
        value={role ?? ''}
        onChange={(value) => {
          change({ role: value === '' ? undefined : value });
        }}
      />
      {children}
    </div>
  );
}
