import { periodName } from '../../analytics/figures';
import { useOrganization } from '../../../shared/use-organization';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { formatMoney } from '../../../ui/money';
import { tell } from '../../../ui/toast-store';
import { useRefusable } from '../../../ui/use-action';
import type { Target } from './year-targets';
import { refreshTargets, removeTarget } from './queries';

interface RemoveTargetDialogProps {
  readonly target: Target;
  readonly onClose: () => void;
}

export function RemoveTargetDialog({ target: { period, amount }, onClose }: RemoveTargetDialogProps) {
  const { id } = useOrganization();
  const name = periodName(period);
  const { run, isPending, refusal } = useRefusable(
    () => removeTarget(id, period),
    async () => {
      tell(`${name} target removed.`);
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
