import { periodName } from '../../../shared/fiscal-year';
import { useOrganization } from '../../../shared/use-organization';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { formatMoney } from '../../../ui/money';
import { showToast } from '../../../ui/toast-store';
import { useAction } from '../../../ui/use-action';
import { refreshTargets, removeTarget } from './queries';
import type { Target } from './year-targets';

interface RemoveTargetDialogProps {
  readonly target: Target;
  readonly onClose: () => void;
}

export function RemoveTargetDialog({ target: { period, amount }, onClose }: RemoveTargetDialogProps) {
  const { id } = useOrganization();
  const name = periodName(period);
  const { run, isPending, refusal } = useAction(
    () => removeTarget(id, period),
    async () => {
      showToast(`${name} target removed.`);
      onClose();
      await refreshTargets(id);
    },
  );
  return (
    <ConfirmDialog
      title={`Remove ${name} target?`}
      action="Remove target"
      isPending={isPending}
      refusal={refusal}
      onClose={onClose}
      onConfirm={() => {
        run(undefined);
      }}
    >
      <p>
        {name} will use the default target again, if you have one, instead of {formatMoney(amount)}.
      </p>
    </ConfirmDialog>
  );
}
