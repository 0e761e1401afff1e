import { useState } from 'react';
import type { Invitation } from '../../../api/client';
import { refreshMembers } from '../../../shared/refresh';
import { useOrganizationId } from '../../../shared/use-organization';
import { BulkDialog } from '../../../ui/dialog/BulkDialog';
import { count } from '../../../ui/format/count';
import { showToast } from '../../../ui/feedback/toast-store';
import { resendInvitation, revokeInvitation } from '../../invitations/queries';
import { showRevoked } from '../../invitations/revoked';

interface ManyProps {
  readonly invitations: readonly Invitation[];
  readonly onFinished: () => void;
  readonly onClose: () => void;
}

/** Sends several invitations again. */
export function ResendDialog({ onFinished, onClose, ...props }: ManyProps) {
  const organizationId = useOrganizationId();
  // As they were when the dialog was opened: afterwards nothing is selected.
  const [invitations] = useState(props.invitations);
  return (
    <BulkDialog
      title={`Resend ${count(invitations.length, 'invitation')}`}
      items={invitations}
      nameOf={({ email }) => email}
      action="Resend invitations"
      intro={<p>Each gets a new link, which is valid for 7 days and replaces the old one.</p>}
      run={({ id }) => resendInvitation(organizationId, id)}
      onFinished={({ done }) => {
        if (done.length > 0) showToast(`Sending ${count(done.length, 'invitation')} again.`);
        onFinished();
        void refreshMembers(organizationId);
      }}
      onClose={onClose}
    />
  );
}

/** Revokes several invitations. */
export function RevokeDialog({ onFinished, onClose, ...props }: ManyProps) {
  const organizationId = useOrganizationId();
  // As they were when the dialog was opened: afterwards nothing is selected.
  const [invitations] = useState(props.invitations);
  return (
    <BulkDialog
      title={`Revoke ${count(invitations.length, 'invitation')}`}
      items={invitations}
      nameOf={({ email }) => email}
      action="Revoke invitations"
      variant="danger"
      intro={<p>Their links will stop working, and their seats become free.</p>}
      run={({ id }) => revokeInvitation(organizationId, id)}
      onFinished={({ done }) => {
        showRevoked(organizationId, done);
        onFinished();
        void refreshMembers(organizationId);
      }}
      onClose={onClose}
    />
  );
}
