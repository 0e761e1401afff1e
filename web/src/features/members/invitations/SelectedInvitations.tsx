import { useState } from 'react';
import type { Invitation } from '../../../api/client';
import { Button } from '../../../ui/parts/Button';
import { lazyDialog } from '../../../ui/loading/lazy';
import type { Selection } from '../../../ui/table/use-selection';

// Loaded when they are opened.
const ResendDialog = lazyDialog(async () => (await import('./ManyInvitations')).ResendDialog);
const RevokeDialog = lazyDialog(async () => (await import('./ManyInvitations')).RevokeDialog);

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
