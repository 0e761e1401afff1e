import { getRouteApi } from '@tanstack/react-router';
import { ListFilters } from '../../ui/form/ListFilters';
import { Select, type Choice } from '../../ui/form/Select';
import { withParam } from '../../ui/form/with-param';
import type { KeyStatus } from './key-search';

const route = getRouteApi('/signed-in/o/$organizationId/settings/api-keys');

const STATUSES: readonly Choice<KeyStatus | ''>[] = [
  { value: '', label: 'Not revoked' },
  { value: 'expired', label: 'Expired' },
  { value: 'revoked', label: 'Revoked' },
];

/** The filters are in the URL: it can be shared. */
export function KeyFilters() {
  const { q, status = '' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ListFilters
      label="API keys"
      searchLabel="Search API keys"
      placeholder="Search by name or last characters"
      value={q}
      onSearch={(text) => {
        void navigate({ search: (before) => withParam(before, 'q', text), replace: true });
      }}
    >
      <Select
        aria-label="Status"
        choices={STATUSES}
        value={status}
        onChange={(chosen) => {
          void navigate({ search: (before) => withParam(before, 'status', chosen), replace: true });
        }}
      />
    </ListFilters>
  );
}
