import { getRouteApi } from '@tanstack/react-router';
import { ListFilters } from '../../shared/ListFilters';
import type { Choice } from '../../ui/form/Select';
import type { KeyStatus } from './key-search';

const route = getRouteApi('/signed-in/o/$organizationId/settings/api-keys');

const STATUSES: readonly Choice<KeyStatus | ''>[] = [
  { value: '', label: 'Not revoked' },
  { value: 'expired', label: 'Expired' },
  { value: 'revoked', label: 'Revoked' },
];

export function KeyFilters() {
  return (
    <ListFilters
      label="API keys"
      search={route.useSearch()}
      box={{ label: 'Search API keys', placeholder: 'Search by name or last characters' }}
      selects={[{ name: 'status', label: 'Status', choices: STATUSES }]}
    />
  );
}
