import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay, useOrganization } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { Page, Reserved } from '../../ui/Page';
import { CreateKeyDialog } from './CreateKeyDialog';
import { KeysTable } from './KeysTable';

/** The keys by which programs call the API for the organization. */
export function ApiKeysPage() {
  const { name } = useOrganization();
  const may = useMay();
  const [isCreating, setIsCreating] = useState(false);
  const isOpen = may('apikeys:manage');
  return (
    <Page
      title="API keys"
      lead={
        <>
          With a key a program works for {name}, without a person. <a href="/docs">How to call the API</a>
        </>
      }
      action={
        isOpen && (
          <Button
            look="primary"
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
      {isOpen ? (
        <KeysTable />
      ) : (
        <Reserved who="admin">
          Admins create and revoke here the keys by which programs work for the organization.
        </Reserved>
      )}
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
