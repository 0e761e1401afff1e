import type { Member } from '../../api/client';
import { refreshOrganization } from '../../shared/refresh';
import { useOrganization } from '../../shared/use-organization';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { showToast } from '../../ui/toast-store';
import { useAction } from '../../ui/use-action';
import { transferOwnership } from './queries';

interface TransferDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function TransferDialog({ member, onClose }: TransferDialogProps) {
  const { id, name } = useOrganization();
  const { run, isPending, refusal } = useAction(
    () => transferOwnership(id, member.id),
    async () => {
      showToast(`${member.name} is now the owner of ${name}. You’re now an admin.`);
      onClose();
      await refreshOrganization(id);
    },
  );
  return (
    <ConfirmDialog
      title="Transfer ownership"
      action="Transfer ownership"
      nameToType={member.name}
      isPending={isPending}
      refusal={refusal}
      onClose={onClose}
      onConfirm={() => {
        run(undefined);
      }}
    >
      <p>
        {member.name} ({member.email}) becomes the owner of {name} and takes over billing. You become an admin. Only{' '}
        {member.name} can transfer the ownership back.
      </p>
    </ConfirmDialog>
  );
}
