import { getRouteApi } from '@tanstack/react-router';
import { ListFilters } from '../../shared/ListFilters';
import type { Choice } from '../../ui/form/Select';
import type { OwnerStatus } from './ownership-search';

const route = getRouteApi('/signed-in/o/$organizationId/settings/data-ownership');

const OWNERS: readonly Choice<OwnerStatus | ''>[] = [
  { value: '', label: 'All owners' },
  { value: 'active', label: 'Active members' },
  { value: 'removed', label: 'Removed members' },
  { value: 'unassigned', label: 'Unassigned' },
];

export function OwnerFilters() {
  return (
    <ListFilters
      label="Owners"
      search={route.useSearch()}
      box={{ label: 'Search owners', placeholder: 'Search by name' }}
      selects={[{ name: 'owners', label: 'Filter by owner', choices: OWNERS }]}
    />
  );
}
