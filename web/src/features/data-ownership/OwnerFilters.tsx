import { getRouteApi } from '@tanstack/react-router';
import { ListFilters } from '../../ui/form/ListFilters';
import { Select, type Choice } from '../../ui/form/Select';
import { withParam } from '../../ui/form/with-param';
import type { OwnerStatus, OwnershipSearch } from './ownership-search';

const route = getRouteApi('/signed-in/o/$organizationId/settings/data-ownership');

const OWNERS: readonly Choice<OwnerStatus | ''>[] = [
  { value: '', label: 'All owners' },
  { value: 'active', label: 'Active members' },
  { value: 'removed', label: 'Removed members' },
  { value: 'unassigned', label: 'Unassigned' },
];

/** The filters are in the URL: it can be shared. */
export function OwnerFilters() {
  const { q, owners = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (search: (before: OwnershipSearch) => OwnershipSearch) =>
    void navigate({ search, replace: true, resetScroll: false });
  return (
    <ListFilters
      label="Owners"
      searchLabel="Search owners"
      placeholder="Search by name"
      value={q}
      onSearch={(text) => {
        change((before) => withParam(before, 'q', text));
      }}
    >
      <Select
        aria-label="Filter by owner"
        choices={OWNERS}
        value={owners}
        onChange={(chosen) => {
          change((before) => withParam(before, 'owners', chosen));
        }}
      />
    </ListFilters>
  );
}
