import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ROLE_NAMES } from '../../shared/roles';
import { useRememberSearch } from '../../shared/page-search';
import { useOrganization, useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { ConfirmActionDialog } from '../../ui/dialog/ConfirmActionDialog';
import { ACTIONS } from '../../ui/table/DataTable';
import { Highlight } from '../../ui/table/Highlight';
import { PagedTable } from '../../ui/table/PagedTable';
import { rowPlace, type RowPlace } from '../../ui/table/VirtualRows';
import { Ago, Day } from '../../ui/format/Time';
import { showToast } from '../../ui/feedback/toast-store';
import { KeyFilters } from './KeyFilters';
import { apiKeysQuery, refreshKeys, revokeKey, type ApiKey } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/api-keys');

interface KeysTableProps {
  /** Creates a key that takes the place of this one. */
  readonly onRotate: (key: ApiKey) => void;
}

/** The keys that are not revoked, those of them that have expired, or those that are revoked. */
export function KeysTable({ onRotate }: KeysTableProps) {
  const search = route.useSearch();
  useRememberSearch('api-keys', search);
  const pages = useInfiniteQuery(apiKeysQuery(useOrganizationId(), search));
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const isFiltered = Object.keys(search).length > 0;
  return (
    <section className="card" aria-label="API keys">
      <KeyFilters />
      <PagedTable
        caption="API keys"
        columns={['Name', 'Role', 'Created', 'Last used', 'Expires', ACTIONS]}
        pages={pages}
        empty={
          isFiltered
            ? 'No API keys match these filters.'
            : 'No API keys yet. Create one to connect a script or integration.'
        }
      >
        {(key, place) => (
          <KeyRow apiKey={key} search={search.q} place={place} onRevoke={setRevoking} onRotate={onRotate} />
        )}
      </PagedTable>
      {revoking && (
        <RevokeDialog
          apiKey={revoking}
          onClose={() => {
            setRevoking(null);
          }}
        />
      )}
    </section>
  );
}

interface KeyRowProps extends KeysTableProps {
  readonly apiKey: ApiKey;
  /** What was searched for: it is marked. */
  readonly search: string | undefined;
  readonly place: RowPlace | undefined;
  readonly onRevoke: (key: ApiKey) => void;
}

function KeyRow({ apiKey, search, place, onRevoke, onRotate }: KeyRowProps) {
  const { timezone } = useOrganization();
  const { name, role, keyEnd, createdAt, createdBy, lastUsedAt, expiresAt, revokedAt } = apiKey;
  return (
    <tr {...rowPlace(place)}>
      <th scope="row" className="whole">
        <Highlight text={name} search={search} />
        {keyEnd !== null && (
          <code className="key-end small quiet">
            clz_…
            <Highlight text={keyEnd} search={search} />
          </code>
        )}
      </th>
      <td data-label="Role">{ROLE_NAMES[role]}</td>
      <td data-label="Created">
        <Day at={createdAt} timeZone={timezone} /> <span className="quiet">by {createdBy.name}</span>
      </td>
      <td data-label="Last used">{lastUsedAt ? <Ago at={lastUsedAt} timeZone={timezone} /> : 'Never'}</td>
      <td data-label="Expires">
        {revokedAt !== null ? (
          <>
            Revoked <Day at={revokedAt} timeZone={timezone} />
          </>
        ) : (
          <>
            {expiresAt ? <Day at={expiresAt} timeZone={timezone} /> : 'Never'}
            {hasPassed(expiresAt) && (
              <>
                {' '}
                <span className="badge badge--warn">Expired</span>
              </>
            )}
          </>
        )}
      </td>
      <td className="narrow actions">
        {revokedAt === null && (
          <>
            <Button
              size="small"
              aria-label={`Rotate ${name}`}
              onPress={() => {
                onRotate(apiKey);
              }}
            >
              Rotate
            </Button>{' '}
            <Button
              size="small"
              aria-label={`Revoke ${name}`}
              onPress={() => {
                onRevoke(apiKey);
              }}
            >
              Revoke
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}

function hasPassed(at: string | null): boolean {
  return at !== null && Date.parse(at) <= Date.now();
}

function RevokeDialog({ apiKey, onClose }: { readonly apiKey: ApiKey; readonly onClose: () => void }) {
  const organizationId = useOrganizationId();
  const { timezone } = useOrganization();
  return (
    <ConfirmActionDialog
      title="Revoke API key"
      action="Revoke API key"
      run={() => revokeKey(organizationId, apiKey.id)}
      onDone={async () => {
        showToast(`${apiKey.name} was revoked. Requests with this key now fail.`);
        onClose();
        await refreshKeys(organizationId);
      }}
      onClose={onClose}
    >
      <p>
        Anything using <span className="strong">{apiKey.name}</span> stops working immediately. This can’t be undone.
      </p>
      <p className="quiet">
        {apiKey.lastUsedAt ? (
          <>
            Last used <Ago at={apiKey.lastUsedAt} timeZone={timezone} />.
          </>
        ) : (
          'Never used.'
        )}
      </p>
    </ConfirmActionDialog>
  );
}
