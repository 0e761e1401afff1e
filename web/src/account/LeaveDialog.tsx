import { PartingDialog } from '../ui/PartingDialog';

interface LeaveDialogProps {
  readonly organization: { readonly id: string; readonly name: string };
  readonly leave: () => Promise<unknown>;
  /** Where one goes then. */
  readonly to: '/' | '/account';
  readonly onClose: () => void;
}

/** Says what leaving means, and asks for the organization's name. */
export function LeaveDialog({ organization, leave, to, onClose }: LeaveDialogProps) {
  return (
    <PartingDialog
      organization={organization}
      verb="Leave"
      part={leave}
      farewell={`You have left ${organization.name}.`}
      to={to}
      onClose={onClose}
    >
      Your access ends at once. Your leads, deals, campaigns and sequences stay and become unassigned, and your API keys
      stop. An admin can bring you back within seven days.
    </PartingDialog>
  );
}
