import { useMutation } from '@tanstack/react-query';
import type { Member } from '../../api/client';
import { useOrganizationId } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { tell, tellRefusal } from '../../ui/toasts';
import { refreshMembers, reinstate } from './changes';
import { forgetRemoved } from './members-of';

/** How long a removal can be undone. */
const UNDO_MS = 7 * 24 * 60 * 60 * 1000;

/** Reinstates a member who was removed a short time ago. */
export function useReinstate() {
  const organizationId = useOrganizationId();
  return useMutation({
    mutationFn: ({ membershipId }: { readonly membershipId: string; readonly name: string }) =>
      reinstate(organizationId, membershipId),
    onSuccess: async (_answer, { membershipId, name }) => {
      forgetRemoved(organizationId, membershipId);
      tell(
        `${name} was reinstated, with their chats and the records that no one has reassigned since. API keys and invitations are not restored.`,
      );
      await refreshMembers(organizationId);
    },
    onError: (error, { name }) => {
      tellRefusal(error, `Couldn’t reinstate ${name}.`);
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
