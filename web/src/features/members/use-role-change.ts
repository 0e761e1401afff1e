import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { Member } from '../../api/client';
import { refreshMembers, refreshOrganization } from '../../shared/refresh';
import { ROLE_NAMES, type AssignableRole } from '../../shared/roles';
import { useOrganizationId } from '../../shared/use-organization';
import { showToast, showRefusal, showToastWithUndo, hideRefusal, hideUndo } from '../../ui/feedback/toast-store';
import { changeRole } from './queries';
import { showRoleAtOnce } from './show-role';

export interface RoleChange {
  readonly member: Member;
  readonly role: AssignableRole;
  /** The control that started the change: it gets the focus again after "Undo". */
  readonly opener: HTMLElement | null;
  /** Whether this undoes an earlier change: then no "Undo" is offered. */
  readonly isUndo?: boolean;
}

/** Changes a member's role. It is shown at once; after a refusal the old role is shown again, with the reason. */
export function useRoleChange(ownUserId: string): (change: RoleChange) => void {
  const organizationId = useOrganizationId();
  const mutation: UseMutationResult<unknown, Error, RoleChange, { readonly rollBack: () => void }> = useMutation({
    mutationFn: ({ member, role }: RoleChange) => changeRole(organizationId, member.id, role),
    onMutate: ({ member, role }) => {
      hideRefusal(actionOn(member));
      hideUndo();
      return { rollBack: showRoleAtOnce(organizationId, member.id, role) };
    },
    onError: (error, { member }, shown) => {
      shown?.rollBack();
      showRefusal(error, { action: actionOn(member), what: `${member.name} is still ${ROLE_NAMES[member.role]}.` });
    },
    onSuccess: (_answer, change) => {
      if (change.member.userId === ownUserId) showToast(`You are now ${ROLE_NAMES[change.role]}.`);
      else showRoleToast(change, mutation.mutate);
    },
    onSettled: (_answer, _error, { member }) =>
      member.userId === ownUserId ? refreshOrganization(organizationId) : refreshMembers(organizationId),
  });
  return mutation.mutate;
}

function actionOn({ id }: Member): string {
  return `role ${id}`;
}

/** "Grace is now Viewer", with "Undo". */
function showRoleToast({ member, role, opener, isUndo = false }: RoleChange, change: (back: RoleChange) => void): void {
  const text = `${member.name} is now ${ROLE_NAMES[role]}`;
  const { role: before } = member;
  if (isUndo || before === 'owner') {
    showToast(text);
    return;
  }
  showToastWithUndo({
    text,
    opener,
    undo: () => {
      change({ member: { ...member, role }, role: before, opener, isUndo: true });
    },
  });
}
