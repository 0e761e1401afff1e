import { useState } from 'react';
import { Button } from '../../ui/parts/Button';
import { ConfirmActionDialog } from '../../ui/dialog/ConfirmActionDialog';
import { TextField } from '../../ui/form/Field';
import { showToast } from '../../ui/feedback/toast-store';
import { refreshPlatform, restoreOrganization, type PlatformOrganization } from './queries';

interface RestoreProps {
  readonly organization: PlatformOrganization;
}

/** Restores a deleted organization with everything in it. */
export function RestoreButton({ organization }: RestoreProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-label={`Restore ${organization.name}`}
        onPress={() => {
          setIsAsking(true);
        }}
      >
        Restore
      </Button>
      {isAsking && (
        <RestoreDialog
          organization={organization}
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}

function RestoreDialog({
  organization: { id, name, owner },
  onClose,
}: RestoreProps & { readonly onClose: () => void }) {
  const [address, setAddress] = useState('');
  return (
    <ConfirmActionDialog
      title={`Restore ${name}?`}
      action="Restore organization"
      variant="primary"
      run={() => restoreOrganization(id, owner === null ? address.trim() : undefined)}
      onDone={async () => {
        showToast(`${name} was restored.`);
        onClose();
        await refreshPlatform();
      }}
      onClose={onClose}
    >
      <p>Members and records come back as they were. The organization will be on the Free plan.</p>
      {owner === null && (
        <TextField
          label="New owner’s email address"
          hint="The previous owner’s account no longer exists."
          type="email"
          value={address}
          onChange={setAddress}
          isRequired
        />
      )}
    </ConfirmActionDialog>
  );
}
