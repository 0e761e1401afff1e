import { useState } from 'react';
import type { Member } from '../../api/client';
import { ManyAdminsHint } from '../../shared/ManyAdminsHint';
import { ROLE_HINTS, ROLE_NAMES, type AssignableRole } from '../../shared/roles';
import { ChoiceMenu } from '../../ui/menu/ChoiceMenu';
import { ConfirmDialog } from '../../ui/dialog/ConfirmDialog';
import { useMembersTable } from './table-context';
import type { RoleChange } from './use-role-change';

const ASSIGNABLE = (['admin', 'member', 'viewer'] as const).map((value) => ({
  value,
  label: ROLE_NAMES[value],
  hint: ROLE_HINTS[value],
}));

/** A change that has to be confirmed. */
type PendingChange = Pick<RoleChange, 'role' | 'opener'>;

/** A member's role, with a menu for those who can change it. The owner's role changes only by a transfer of the ownership. */
export function RoleMenu({ member }: { readonly member: Member }) {
  const { userId, mayManage, changeRole } = useMembersTable();
  const [pendingChange, setPendingChange] = useState<PendingChange | null>(null);
  const { role } = member;
  if (role === 'owner' || member.status === 'removed' || !mayManage) return <span>{ROLE_NAMES[role]}</span>;
  const isSelf = userId === member.userId;
  return (
    <ChoiceMenu
      label={`Role of ${member.name}`}
      options={ASSIGNABLE}
      value={role}
      onChoose={(next, opener) => {
        if (isSelf || role === 'admin') setPendingChange({ role: next, opener });
        else changeRole({ member, role: next, opener });
      }}
      note={role === 'admin' ? null : <ManyAdminsHint more={1} />}
      dialog={
        pendingChange && (
          <RoleDialog
            member={member}
            isSelf={isSelf}
            role={pendingChange.role}
            onConfirm={() => {
              changeRole({ member, ...pendingChange });
              setPendingChange(null);
            }}
            onClose={() => {
              setPendingChange(null);
            }}
          />
        )
      }
    />
  );
}

interface RoleDialogProps {
  readonly member: Member;
  readonly isSelf: boolean;
  readonly role: AssignableRole;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before an admin loses the role, and before people change their own role. */
function RoleDialog({ member: { name, role: before }, isSelf, role, onConfirm, onClose }: RoleDialogProps) {
  return (
    <ConfirmDialog
      title={isSelf ? 'Change your own role' : `Change the role of ${name}`}
      action={`Change to ${ROLE_NAMES[role]}`}
      isPending={false}
      refusal={null}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p>
        {isSelf
          ? `You’ll lose your ${ROLE_NAMES[before]} access right away. Only the owner or another admin can give it back.`
          : `${name} loses ${ROLE_NAMES[before]} access right away.`}
      </p>
      <p className="quiet">
        As {ROLE_NAMES[role]}: {ROLE_HINTS[role]}
      </p>
    </ConfirmDialog>
  );
}
