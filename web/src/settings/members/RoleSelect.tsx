import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Member } from '../../api/client';
import { meQuery } from '../../api/queries';
import { useMay, useOrganizationId } from '../../api/use-organization';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Select } from '../../ui/Field';
import { tellRefusal } from '../../ui/toasts';
import { ROLE_HINTS, ROLE_NAMES } from '../../ui/words';
import { changeRole, refreshMembers, refreshOwnRole, type AssignableRole } from './changes';
import { showRole } from './members-of';

const ASSIGNABLE = (['admin', 'member', 'viewer'] as const).map((value) => ({ value, label: ROLE_NAMES[value] }));

/** A member's role; to be changed by those who may. The owner's is not: the ownership is transferred. */
export function RoleSelect({ member }: { readonly member: Member }) {
  const may = useMay();
  const { data: me } = useSuspenseQuery(meQuery);
  const [asked, setAsked] = useState<AssignableRole | null>(null);
  const { mutate } = useRoleChange(member, me.id === member.userId);
  const { role } = member;
  if (role === 'owner' || member.status === 'removed' || !may('members:manage')) return <span>{ROLE_NAMES[role]}</span>;
  return (
    <>
      <Select
        look="bare"
        aria-label={`Role of ${member.name}`}
        choices={ASSIGNABLE}
        value={role}
        onChange={(next) => {
          if (me.id === member.userId) setAsked(next);
          else mutate(next);
        }}
      />
      {asked && (
        <ConfirmDialog
          title="Change your own role"
          action={`Become ${ROLE_NAMES[asked]}`}
          isPending={false}
          refusal={null}
          onClose={() => {
            setAsked(null);
          }}
          onConfirm={() => {
            mutate(asked);
            setAsked(null);
          }}
        >
          <p>
            As {ROLE_NAMES[asked]}: {ROLE_HINTS[asked]} Only the owner or another admin can give you back what you have
            now.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** Shown at once; a refusal puts the old role back and says why. */
function useRoleChange({ id, name, role: before }: Member, isOneself: boolean) {
  const organizationId = useOrganizationId();
  return useMutation({
    mutationFn: (role: AssignableRole) => changeRole(organizationId, id, role),
    onMutate: (role) => ({ takeBack: showRole(organizationId, id, role) }),
    onError: (error, _role, shown) => {
      shown?.takeBack();
      tellRefusal(error, `${name} is still ${ROLE_NAMES[before]}.`);
    },
    onSettled: () => (isOneself ? refreshOwnRole(organizationId) : refreshMembers(organizationId)),
  });
}
