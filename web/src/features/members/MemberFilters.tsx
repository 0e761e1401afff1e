import { SlidersHorizontal } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import type { Role } from '../../api/client';
import { ROLE_NAMES } from '../../shared/roles';
import { Select, type Choice } from '../../ui/form/Select';
import { Button } from '../../ui/parts/Button';
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

/** The filters are in the URL: it can be shared, and the back button undoes them. On a phone all but the search are behind a button. */
export function ListFilters({ search, roles, children }: ListFiltersProps) {
  const { q = '', role, status, inactive } = useMemberSearch();
  const change = useChangeSearch();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const set = [role, status, inactive].filter((filter) => filter !== undefined).length;
  const choices: readonly Choice<Role | ''>[] = [
    { value: '', label: 'All roles' },
    ...roles.map((value) => ({ value, label: ROLE_NAMES[value] })),
  ];
  return (
    <div className="filters filters--folding" role="search" aria-label={search.label}>
      <SearchBox
        {...search}
        value={q}
        onChange={(text) => {
          // The back button removes the whole search, not its last letter.
          change({ q: text || undefined }, { replace: q !== '' });
        }}
      />
      <span className="filters__toggle">
        <Button
          aria-expanded={isOpen}
          aria-controls={id}
          onPress={() => {
            setIsOpen(!isOpen);
          }}
        >
          <SlidersHorizontal size={16} aria-hidden />
          {set === 0 ? 'Filters' : `Filters (${set})`}
        </Button>
      </span>
      <div id={id} className="filters__more" {...(isOpen ? { 'data-open': true } : {})}>
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
    </div>
  );
}
