import { useMutation } from '@tanstack/react-query';
import type { Member } from '../../api/client';
import { useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { tell, tellRefusal, withdrawRefusal } from '../../ui/toast-store';
import { refreshMembers, reinstate } from './queries';
import { forgetRemoved } from './members-cache';

/** How long a removal can be undone. */
const UNDO_MS = 7 * 24 * 60 * 60 * 1000;

/** Reinstates a member who was removed a short time ago. */
export function useReinstate() {
  const organizationId = useOrganizationId();
  return useMutation({
    mutationFn: ({ membershipId }: { readonly membershipId: string; readonly name: string }) =>
      reinstate(organizationId, membershipId),
    onMutate: ({ membershipId }) => {
      withdrawRefusal(`reinstate ${membershipId}`);
    },
    onSuccess: async (_answer, { membershipId, name }) => {
      forgetRemoved(organizationId, membershipId);
      tell(`${name} was reinstated. Their chats and records return, except records that someone has reassigned since.`);
      await refreshMembers(organizationId);
    },
    onError: (error, { membershipId, name }) => {
      tellRefusal(error, { action: `reinstate ${membershipId}`, what: `Couldn’t reinstate ${name}.` });
    },
  });
}

export function Reinstate({ member: { id, name, removedAt } }: { readonly member: Member }) {
  const { mutate, isPending } = useReinstate();
  // Only as of the moment it is drawn: the service decides.
  // eslint-disable-next-line react-hooks/purity -- a row that is a moment too old is refused with the reason.
  const isLate = removedAt === null || Date.now() - new Date(removedAt).getTime() > UNDO_MS;
  if (isLate) return null;
  return (
    <Button
      size="small"
      isPending={isPending}
      aria-label={`Reinstate ${name}`}
      onPress={() => {
        mutate({ membershipId: id, name });
      }}
    >
      Reinstate
    </Button>
  );
}
