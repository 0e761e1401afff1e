import { periodName } from '../../../shared/fiscal-year';
import { useOrganization } from '../../../shared/use-organization';
import { ConfirmActionDialog } from '../../../ui/dialog/ConfirmActionDialog';
import { formatMoney } from '../../../ui/format/money';
import { showToast } from '../../../ui/feedback/toast-store';
import { refreshTargets, removeTarget } from './queries';
import type { Target } from './year-targets';

interface RemoveTargetDialogProps {
  readonly target: Target;
  readonly onClose: () => void;
}

export function RemoveTargetDialog({ target: { period, amount }, onClose }: RemoveTargetDialogProps) {
  const { id } = useOrganization();
  const name = periodName(period);
  return (
    <ConfirmActionDialog
      title={`Remove ${name} target?`}
      action="Remove target"
      run={() => removeTarget(id, period)}
      onDone={async () => {
        showToast(`${name} target removed.`);
        onClose();
        await refreshTargets(id);
      }}
      onClose={onClose}
    >
      <p>
        {name} will use the default target again, if you have one, instead of {formatMoney(amount)}.
      </p>
    </ConfirmActionDialog>
  );
}
