import { Plus } from 'lucide-react';
import { useState } from 'react';
import { RestrictedPage } from '../../shared/Page';
import { useMay } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { CreateKeyDialog } from './CreateKeyDialog';
import { KeysTable } from './KeysTable';

/** The organization's API keys, which programs use. */
export function ApiKeysPage() {
  const [isCreating, setIsCreating] = useState(false);
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
            setIsCreating(true);
          }}
        >
          <Plus size={16} aria-hidden />
          Create API key
        </Button>
      }
    >
      <KeysTable />
      {isCreating && (
        <CreateKeyDialog
          onClose={() => {
            setIsCreating(false);
          }}
        />
      )}
    </RestrictedPage>
  );
}
