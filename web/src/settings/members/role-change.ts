import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { Member } from '../../api/client';
import { useOrganizationId } from '../../api/use-organization';
import { tell, tellRefusal, tellWithUndo } from '../../ui/toasts';
import { ROLE_NAMES } from '../../ui/words';
import { changeRole, refreshMembers, refreshOwnRole, type AssignableRole } from './changes';
import { showRole } from './members-of';

export interface RoleChange {
  readonly member: Member;
  readonly role: AssignableRole;
  /** Whether this takes an earlier change back; that is told, and not offered to be undone again. */
  readonly isUndo?: boolean;
}

/** Gives a member another role. Shown at once; a refusal puts the old role back and says why. */
export function useRoleChange(ownUserId: string): (change: RoleChange) => void {
  const organizationId = useOrganizationId();
  const mutation: UseMutationResult<unknown, Error, RoleChange, { readonly takeBack: () => void }> = useMutation({
    mutationFn: ({ member, role }: RoleChange) => changeRole(organizationId, member.id, role),
    onMutate: ({ member, role }) => ({ takeBack: showRole(organizationId, member.id, role) }),
    onError: (error, { member: { name, role: before } }, shown) => {
      shown?.takeBack();
      tellRefusal(error, `${name} is still ${ROLE_NAMES[before]}.`);
    },
    onSuccess: (_answer, change) => {
      if (change.member.userId === ownUserId) tell(`You are now ${ROLE_NAMES[change.role]}.`);
      else tellChange(change, mutation.mutate);
    },
    onSettled: (_answer, _error, { member }) =>
      member.userId === ownUserId ? refreshOwnRole(organizationId) : refreshMembers(organizationId),
  });
  return mutation.mutate;
}

/** "Grace is now Viewer", with the way back to the role before. */
function tellChange({ member, role, isUndo = false }: RoleChange, change: (back: RoleChange) => void): void {
  const text = `${member.name} is now ${ROLE_NAMES[role]}`;
  const { role: before } = member;
  if (isUndo || before === 'owner') {
    tell(text);
    return;
  }
  tellWithUndo({
    text,
    undo: () => {
      change({ member: { ...member, role }, role: before, isUndo: true });
    },
  });
}
