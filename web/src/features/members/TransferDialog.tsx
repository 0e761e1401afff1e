import type { Member } from '../../api/client';
import { refreshOrganization } from '../../shared/refresh';
import { useOrganization } from '../../shared/use-organization';
import { ConfirmActionDialog } from '../../ui/ConfirmActionDialog';
import { showToast } from '../../ui/toast-store';
import { transferOwnership } from './queries';

interface TransferDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function TransferDialog({ member, onClose }: TransferDialogProps) {
  const { id, name } = useOrganization();
  return (
    <ConfirmActionDialog
      title="Transfer ownership"
      action="Transfer ownership"
      nameToType={member.name}
      run={() => transferOwnership(id, member.id)}
      onDone={async () => {
        showToast(`${member.name} is now the owner of ${name}. You’re now an admin.`);
        onClose();
        await refreshOrganization(id);
      }}
      onClose={onClose}
    >
      <p>
        {member.name} ({member.email}) becomes the owner of {name} and takes over billing. You become an admin. Only{' '}
        {member.name} can transfer the ownership back.
      </p>
    </ConfirmActionDialog>
  );
}
