import { useMutation } from '@tanstack/react-query';
import { refreshMembers } from '../../shared/refresh';
import { useOrganizationId } from '../../shared/use-organization';
import { showToast, showRefusal, hideRefusal } from '../../ui/feedback/toast-store';
import { reinstateMember } from './queries';
import { forgetRemoved } from './recently-removed';

/** Reinstates a member who was removed recently. */
export function useReinstate() {
  const organizationId = useOrganizationId();
  return useMutation({
    mutationFn: ({ membershipId }: { readonly membershipId: string; readonly name: string }) =>
      reinstateMember(organizationId, membershipId),
    onMutate: ({ membershipId }) => {
      hideRefusal(`reinstate ${membershipId}`);
    },
    onSuccess: async (_answer, { membershipId, name }) => {
      forgetRemoved(organizationId, membershipId);
      showToast(
        `${name} was reinstated. Their chats and records return, except records that someone has reassigned since.`,
      );
      await refreshMembers(organizationId);
    },
    onError: (error, { membershipId, name }) => {
      showRefusal(error, { action: `reinstate ${membershipId}`, what: `Couldn’t reinstate ${name}.` });
    },
  });
}
