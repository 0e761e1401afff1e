import type { Invitation } from '../../api/client';
import { refreshMembers } from '../../shared/refresh';
import { useOrganizationId } from '../../shared/use-organization';
import { ConfirmActionDialog } from '../../ui/dialog/ConfirmActionDialog';
import { revokeInvitation } from './queries';
import { showRevoked } from './revoked';

interface RevokeInvitationProps {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}

/** Revokes an invitation. */
export function RevokeInvitation({ invitation, onClose }: RevokeInvitationProps) {
  const { id, email } = invitation;
  const organizationId = useOrganizationId();
  return (
    <ConfirmActionDialog
      title="Revoke invitation"
      action="Revoke invitation"
      run={() => revokeInvitation(organizationId, id)}
      onDone={async () => {
        showRevoked(organizationId, [invitation]);
        onClose();
        await refreshMembers(organizationId);
      }}
      onClose={onClose}
    >
      <p>
        The link sent to <span className="strong">{email}</span> will stop working, and its seat becomes free.
      </p>
    </ConfirmActionDialog>
  );
}
