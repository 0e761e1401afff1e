import { useState } from 'react';
import type { Member } from '../../../api/client';
import { ManyAdminsHint } from '../../../shared/ManyAdminsHint';
import { refreshMembers } from '../../../shared/refresh';
import { ROLE_HINTS, ROLE_NAMES, type AssignableRole } from '../../../shared/roles';
import { useOrganizationId } from '../../../shared/use-organization';
import { BulkDialog } from '../../../ui/dialog/BulkDialog';
import { Choices } from '../../../ui/form/Choices';
import { count } from '../../../ui/format/count';
import { changeRole } from '../queries';
import { showRolesChanged } from './change-roles-back';

const ROLES = (['admin', 'member', 'viewer'] as const).map((value) => ({
  value,
  label: ROLE_NAMES[value],
  hint: ROLE_HINTS[value],
}));

interface RolesDialogProps {
  readonly members: readonly Member[];
  readonly onFinished: () => void;
  readonly onClose: () => void;
}

/** Gives several members the same role. */
export function RolesDialog({ onFinished, onClose, ...props }: RolesDialogProps) {
  const organizationId = useOrganizationId();
  // As they were when the dialog was opened: afterwards nothing is selected.
  const [members] = useState(props.members);
  const [role, setRole] = useState<AssignableRole>('member');
  return (
    <BulkDialog
      title={`Change the role of ${count(members.length, 'member')}`}
      items={members}
      nameOf={({ name, role: before }) => `${name} (${ROLE_NAMES[before]})`}
      action="Change role"
      intro={<p>The new role applies right away.</p>}
      run={({ id }) => changeRole(organizationId, id, role)}
      onFinished={({ done }) => {
        showRolesChanged(organizationId, done, role);
        onFinished();
        void refreshMembers(organizationId);
      }}
      onClose={onClose}
    >
      <Choices label="Role" options={ROLES} value={role} onChange={setRole} />
      {role === 'admin' && <ManyAdminsHint more={members.filter((one) => one.role !== 'admin').length} />}
    </BulkDialog>
  );
}
