import { useNavigate } from '@tanstack/react-router';
import type { Member } from '../../api/client';
import { meQuery } from '../../api/queries';
import { organizationKey, queryClient } from '../../api/query-client';
import { useOrganization } from '../../api/use-organization';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { tell } from '../../ui/toasts';
import { useRefusable } from '../../ui/use-refusable';
import { remove } from './changes';

interface LeaveDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function LeaveDialog({ member, onClose }: LeaveDialogProps) {
  const { id, name } = useOrganization();
  const navigate = useNavigate();
  const { run, isPending, refusal } = useRefusable(
    () => remove(id, { membershipId: member.id }),
    async () => {
      tell(`You have left ${name}.`);
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey, refetchType: 'none' });
      await navigate({ to: '/' });
      queryClient.removeQueries({ queryKey: organizationKey(id) });
    },
  );
  return (
    <ConfirmDialog
      title={`Leave ${name}`}
      action="Leave organization"
      nameToType={name}
      isPending={isPending}
      refusal={refusal}
      onClose={onClose}
      onConfirm={() => {
        run(undefined);
      }}
    >
      <p>
        Your access ends at once. Your leads, deals, campaigns and sequences stay and become unassigned, and your API
        keys stop. An admin can bring you back within seven days.
      </p>
    </ConfirmDialog>
  );
}
