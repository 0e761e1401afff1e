import { useState } from 'react';
import type { Member } from '../../api/client';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Select } from '../../ui/Field';
import { ROLE_HINTS, ROLE_NAMES } from '../../ui/words';
import type { AssignableRole } from './changes';
import { useViewer } from './viewer';

const ASSIGNABLE = (['admin', 'member', 'viewer'] as const).map((value) => ({ value, label: ROLE_NAMES[value] }));

/** A member's role; to be changed by those who may. The owner's is not: the ownership is transferred. */
export function RoleSelect({ member }: { readonly member: Member }) {
  const { userId, mayManage, changeRole } = useViewer();
  const [asked, setAsked] = useState<AssignableRole | null>(null);
  const { role } = member;
  if (role === 'owner' || member.status === 'removed' || !mayManage) return <span>{ROLE_NAMES[role]}</span>;
  return (
    <>
      <Select
        look="bare"
        aria-label={`Role of ${member.name}`}
        choices={ASSIGNABLE}
        value={role}
        onChange={(next) => {
          if (userId === member.userId) setAsked(next);
          else changeRole({ member, role: next });
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
            changeRole({ member, role: asked });
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
