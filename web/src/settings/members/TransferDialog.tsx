import type { Member } from '../../api/client';
import { useOrganization } from '../../api/use-organization';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { tell } from '../../ui/messages';
import { useRefusable } from '../../ui/use-refusable';
import { refreshOwnRole, transferOwnership } from './changes';

interface TransferDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function TransferDialog({ member, onClose }: TransferDialogProps) {
  const { id, name } = useOrganization();
  const { run, isPending, refusal } = useRefusable(
    () => transferOwnership(id, member.id),
    async () => {
      tell(`${member.name} owns ${name} now, and you are an admin.`);
      onClose();
      await refreshOwnRole(id);
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
        {member.name} ({member.email}) becomes the owner of {name}, with its billing, and you become an admin. Only they
        can give it back.
      </p>
    </ConfirmDialog>
  );
}
