import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { Page, Restricted } from '../../shared/Page';
import { CreateKeyDialog } from './CreateKeyDialog';
import { KeysTable } from './KeysTable';

/** The keys by which programs call the API for the organization. */
export function ApiKeysPage() {
  const may = useMay();
  const [isCreating, setIsCreating] = useState(false);
  const isOpen = may('apikeys:manage');
  return (
    <Page
      title="API keys"
      lead={
        <>
          Connect scripts and integrations to your organization’s data. <a href="/docs">API docs</a>
        </>
      }
      action={
        isOpen && (
          <Button
            variant="primary"
            onPress={() => {
              setIsCreating(true);
            }}
          >
            <Plus size={16} aria-hidden />
            Create API key
          </Button>
        )
      }
    >
      {isOpen ? <KeysTable /> : <Restricted who="admin">Only the owner and admins can manage API keys.</Restricted>}
      {isCreating && (
        <CreateKeyDialog
          onClose={() => {
            setIsCreating(false);
          }}
        />
      )}
    </Page>
  );
}
