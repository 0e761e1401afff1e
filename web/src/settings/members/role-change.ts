import { useMutation } from '@tanstack/react-query';
import type { Member } from '../../api/client';
import { useOrganizationId } from '../../api/use-organization';
import { tellRefusal } from '../../ui/toasts';
import { ROLE_NAMES } from '../../ui/words';
import { changeRole, refreshMembers, refreshOwnRole, type AssignableRole } from './changes';
import { showRole } from './members-of';

export interface RoleChange {
  readonly member: Member;
  readonly role: AssignableRole;
}

/** Gives a member another role. Shown at once; a refusal puts the old role back and says why. */
export function useRoleChange(ownUserId: string): (change: RoleChange) => void {
  const organizationId = useOrganizationId();
  const { mutate } = useMutation({
    mutationFn: ({ member, role }: RoleChange) => changeRole(organizationId, member.id, role),
    onMutate: ({ member, role }) => ({ takeBack: showRole(organizationId, member.id, role) }),
    onError: (error, { member: { name, role: before } }, shown) => {
      shown?.takeBack();
      tellRefusal(error, `${name} is still ${ROLE_NAMES[before]}.`);
    },
    onSettled: (_answer, _error, { member }) =>
      member.userId === ownUserId ? refreshOwnRole(organizationId) : refreshMembers(organizationId),
  });
  return mutate;
}
