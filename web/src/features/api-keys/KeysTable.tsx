import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ROLE_NAMES } from '../../shared/roles';
import { useOrganization, useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { ConfirmActionDialog } from '../../ui/ConfirmActionDialog';
import { ACTIONS } from '../../ui/DataTable';
import { PagedTable } from '../../ui/PagedTable';
import { Ago, Day } from '../../ui/Time';
import { showToast } from '../../ui/toast-store';
import { apiKeysQuery, refreshKeys, revokeKey, type ApiKey } from './queries';

/** The keys that are neither revoked nor expired. */
export function KeysTable() {
  const pages = useInfiniteQuery(apiKeysQuery(useOrganizationId()));
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <section className="card" aria-label="API keys">
      <PagedTable
        caption="API keys"
        columns={['Name', 'Role', 'Created', 'Last used', 'Expires', ACTIONS]}
        pages={pages}
        empty="No API keys yet. Create one to connect a script or integration."
      >
        {(key) => <KeyRow apiKey={key} onRevoke={setRevoking} />}
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

interface KeyRowProps {
  readonly apiKey: ApiKey;
  readonly onRevoke: (key: ApiKey) => void;
}

function KeyRow({ apiKey, onRevoke }: KeyRowProps) {
  const { timezone } = useOrganization();
  const { name, role, createdAt, createdBy, lastUsedAt, expiresAt } = apiKey;
  return (
    <tr>
      <th scope="row" className="whole">
        {name}
      </th>
      <td data-label="Role">{ROLE_NAMES[role]}</td>
      <td data-label="Created">
        <Day at={createdAt} timeZone={timezone} /> <span className="quiet">by {createdBy.name}</span>
      </td>
      <td data-label="Last used">{lastUsedAt ? <Ago at={lastUsedAt} timeZone={timezone} /> : 'Never'}</td>
      <td data-label="Expires">
        {expiresAt ? <Day at={expiresAt} timeZone={timezone} /> : 'Never'}
        {hasPassed(expiresAt) && <span className="badge badge--warn">Expired</span>}
      </td>
      <td className="narrow actions">
        <Button
          size="small"
          aria-label={`Revoke ${name}`}
          onPress={() => {
            onRevoke(apiKey);
          }}
        >
          Revoke
        </Button>
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
