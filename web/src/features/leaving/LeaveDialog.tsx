import { LeaveOrDeleteDialog } from './LeaveOrDeleteDialog';

interface LeaveDialogProps {
  readonly organization: { readonly id: string; readonly name: string };
  readonly leave: () => Promise<unknown>;
  /** The page that is opened afterwards. */
  readonly to: '/' | '/account';
  readonly onClose: () => void;
}

/** Explains what leaving means, and asks for the organization's name. */
export function LeaveDialog({ organization, leave, to, onClose }: LeaveDialogProps) {
  return (
    <LeaveOrDeleteDialog
      organization={organization}
      verb="Leave"
      change={leave}
      doneText={`You left ${organization.name}.`}
      to={to}
      onClose={onClose}
    >
      You lose access immediately. Your leads, deals, campaigns and sequences stay in the organization as unassigned,
      and your API keys stop working. An admin can reinstate you within 7 days.
    </LeaveOrDeleteDialog>
  );
}
