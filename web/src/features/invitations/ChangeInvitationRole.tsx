import { useState } from 'react';
import type { Invitation } from '../../api/client';
import { ManyAdminsHint } from '../../shared/ManyAdminsHint';
import { refreshMembers } from '../../shared/refresh';
import { ROLE_HINTS, ROLE_NAMES, type AssignableRole } from '../../shared/roles';
import { useOrganizationId } from '../../shared/use-organization';
import { Choices } from '../../ui/form/Choices';
import { Dialog } from '../../ui/dialog/Dialog';
import { Form } from '../../ui/form/Form';
import { SubmitFoot } from '../../ui/dialog/Modal';
import { Notice } from '../../ui/feedback/Notice';
import { showToast } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';
import { changeInvitationRole } from './queries';

const ROLES = (['admin', 'member', 'viewer'] as const).map((value) => ({
  value,
  label: ROLE_NAMES[value],
  hint: ROLE_HINTS[value],
}));

interface ChangeInvitationRoleProps {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}

/** Changes the role of a pending invitation, whose link stays valid. */
export function ChangeInvitationRole({ invitation, onClose }: ChangeInvitationRoleProps) {
  const organizationId = useOrganizationId();
  const { id, email } = invitation;
  const [role, setRole] = useState<AssignableRole>(invitation.role);
  const { run, isPending, refusal } = useAction(
    (next: AssignableRole) => changeInvitationRole(organizationId, id, next),
    async () => {
      showToast(`${email} is now invited as ${ROLE_NAMES[role]}.`);
      onClose();
      await refreshMembers(organizationId);
    },
  );
  return (
    <Dialog title="Change role" isOpen onClose={onClose}>
      <Form
        onSubmit={() => {
          run(role);
        }}
      >
        <p>
          The link sent to <span className="strong">{email}</span> stays valid and gives them the new role.
        </p>
        <Choices label="Role" options={ROLES} value={role} onChange={setRole} />
        {role === 'admin' && invitation.role !== 'admin' && <ManyAdminsHint more={1} />}
        {refusal && <Notice refusal={refusal} />}
        <SubmitFoot
          missing={role === invitation.role ? 'Choose another role.' : null}
          isPending={isPending}
          onCancel={onClose}
        >
          Change role
        </SubmitFoot>
      </Form>
    </Dialog>
  );
}
