import { Plus } from 'lucide-react';
import { useState } from 'react';
import { RestrictedPage } from '../../shared/Page';
import { useMay } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { CreateKeyDialog } from './CreateKeyDialog';
import { KeysTable } from './KeysTable';
import type { ApiKey } from './queries';

/** The organization's API keys, which programs use. */
export function ApiKeysPage() {
  const [creating, setCreating] = useState<{ readonly instead: ApiKey | null } | null>(null);
  return (
    <RestrictedPage
      isAllowed={useMay()('apikeys:manage')}
      reason="Only the owner and admins can manage API keys."
      title="API keys"
      lead={
        <>
          Connect scripts and integrations to your organization’s data. <a href="/docs">API docs</a>
        </>
      }
      action={
        <Button
          variant="primary"
          onPress={() => {
            setCreating({ instead: null });
          }}
        >
          <Plus size={16} aria-hidden />
          Create API key
        </Button>
      }
    >
      <KeysTable
        onRotate={(key) => {
          setCreating({ instead: key });
        }}
      />
      {creating && (
        <CreateKeyDialog
          instead={creating.instead}
          onClose={() => {
            setCreating(null);
          }}
        />
      )}
    </RestrictedPage>
  );
}
