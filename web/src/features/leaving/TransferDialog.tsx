import { api, unwrap, type Member } from '../../api/client';
import { refreshOrganization } from '../../shared/refresh';
import { useOrganization } from '../../shared/use-organization';
import { ConfirmActionDialog } from '../../ui/dialog/ConfirmActionDialog';
import { showToast } from '../../ui/feedback/toast-store';

interface TransferDialogProps {
  readonly member: Pick<Member, 'id' | 'name' | 'email'>;
  readonly onClose: () => void;
}

/** Asks before the ownership is transferred to an admin. */
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

function transferOwnership(organizationId: string, membershipId: string) {
  return unwrap(
    api.POST('/api/v1/organizations/{organizationId}/ownership-transfer', {
      params: { path: { organizationId } },
      body: { membershipId },
    }),
  );
}
