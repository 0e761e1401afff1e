import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay, useOrganization } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { Needs } from '../../ui/Needs';
import { useTitle } from '../../ui/use-title';
import { CreateKeyDialog } from './CreateKeyDialog';
import { KeysTable } from './KeysTable';

/** The keys by which programs call the API for the organization. */
export function ApiKeysPage() {
  const { name } = useOrganization();
  const may = useMay();
  const [isCreating, setIsCreating] = useState(false);
  useTitle('API keys', name);
  const isOpen = may('apikeys:manage');
  return (
    <div className="page">
      <div className="page__head">
        <div>
          <h1>API keys</h1>
          <p className="quiet">
            With a key a program works for {name}, without a person. <a href="/docs">How to call the API</a>
          </p>
        </div>
        {isOpen && (
          <Button
            look="primary"
            onPress={() => {
              setIsCreating(true);
            }}
          >
            <Plus size={16} aria-hidden />
            Create API key
          </Button>
        )}
      </div>
      {isOpen ? (
        <KeysTable />
      ) : (
        <div className="card empty">
          <p>Admins create and revoke here the keys by which programs work for the organization.</p>
          <Needs who="admin" />
        </div>
      )}
      {isCreating && (
        <CreateKeyDialog
          onClose={() => {
            setIsCreating(false);
          }}
        />
      )}
    </div>
  );
}
