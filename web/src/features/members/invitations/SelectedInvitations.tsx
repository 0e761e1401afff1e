import { useState } from 'react';
import type { Invitation } from '../../../api/client';
import { refreshMembers } from '../../../shared/refresh';
import { useOrganizationId } from '../../../shared/use-organization';
import { BulkDialog } from '../../../ui/BulkDialog';
import { Button } from '../../../ui/Button';
import { count } from '../../../ui/count';
import { showToast } from '../../../ui/toast-store';
import type { Selection } from '../../../ui/use-selection';
import { resendInvitation, revokeInvitation } from '../../invitations/queries';

/** What can be done with the selected invitations. */
export function SelectedInvitations({ selection }: { readonly selection: Selection<Invitation> }) {
  const [open, setOpen] = useState<'resend' | 'revoke' | null>(null);
  const props = {
    invitations: selection.rows,
    onFinished: selection.clear,
    onClose: () => {
      setOpen(null);
    },
  };
  return (
    <>
      {selection.rows.length > 0 && (
        <>
          <Button
            size="small"
            onPress={() => {
              setOpen('resend');
            }}
          >
            Resend
          </Button>
          <Button
            size="small"
            variant="danger"
            onPress={() => {
              setOpen('revoke');
            }}
          >
            Revoke
          </Button>
        </>
      )}
      {open === 'resend' && <ResendDialog {...props} />}
      {open === 'revoke' && <RevokeDialog {...props} />}
    </>
  );
}

/** Sends every expired invitation again; not shown where there are none. */
export function ResendExpired({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const expired = invitations.filter(({ status }) => status === 'expired');
  if (expired.length === 0 && !isOpen) return null;
  return (
    <>
      <Button
        size="small"
        onPress={() => {
          setIsOpen(true);
        }}
      >
        Resend all expired
      </Button>
      {isOpen && (
        <ResendDialog
          invitations={expired}
          onFinished={doNothing}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}

function doNothing(): void {
  // Nothing was selected.
}

interface ManyProps {
  readonly invitations: readonly Invitation[];
  readonly onFinished: () => void;
  readonly onClose: () => void;
}

function ResendDialog({ onFinished, onClose, ...props }: ManyProps) {
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

function RevokeDialog({ onFinished, onClose, ...props }: ManyProps) {
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
        if (done.length > 0) showToast(`${count(done.length, 'invitation')} revoked.`);
        onFinished();
        void refreshMembers(organizationId);
      }}
      onClose={onClose}
    />
  );
}
