import { useState } from 'react';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { TextField } from '../../ui/Field';
import { showToast } from '../../ui/toast-store';
import { useAction } from '../../ui/use-action';
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
  const { run, isPending, refusal } = useAction(
    () => restoreOrganization(id, owner === null ? address.trim() : undefined),
    async () => {
      showToast(`${name} was restored.`);
      onClose();
      await refreshPlatform();
    },
  );
  return (
    <ConfirmDialog
      title={`Restore ${name}?`}
      action="Restore organization"
      variant="primary"
      isPending={isPending}
      refusal={refusal}
      onClose={onClose}
      onConfirm={() => {
        run(undefined);
      }}
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
    </ConfirmDialog>
  );
}
