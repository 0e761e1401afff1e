import type { Refusal } from '../../../problem/problem';
import { ConfirmDialog } from '../../../ui/dialog/ConfirmDialog';

interface DeclineDialogProps {
  /** The name of the organization. */
  readonly name: string;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
  readonly onDecline: () => void;
  readonly onClose: () => void;
}

/** Asks before an invitation is declined, which the invitee cannot take back. */
export function DeclineDialog({ name, isPending, refusal, onDecline, onClose }: DeclineDialogProps) {
  return (
    <ConfirmDialog
      title="Decline invitation"
      action="Decline invitation"
      isPending={isPending}
      refusal={refusal}
      onConfirm={onDecline}
      onClose={onClose}
    >
      <p>
        You will not join <span className="strong">{name}</span>, and the link in the email stops working. To join
        later, you need another invitation.
      </p>
    </ConfirmDialog>
  );
}
