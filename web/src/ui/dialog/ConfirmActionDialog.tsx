import { ConfirmDialog } from './ConfirmDialog';
import type { ConfirmProps } from './ConfirmWindow';
import { useAction } from '../feedback/use-action';

interface ConfirmActionDialogProps extends Omit<ConfirmProps, 'isPending' | 'refusal' | 'onConfirm'> {
  /** Runs once it is confirmed. */
  readonly run: () => Promise<unknown>;
  readonly onDone: () => unknown;
}

/** Asks before a change, and makes it; a refusal is shown in the dialog. */
export function ConfirmActionDialog({ run: change, onDone, ...props }: ConfirmActionDialogProps) {
  const { run, isPending, refusal } = useAction(change, onDone);
  return (
    <ConfirmDialog
      {...props}
      isPending={isPending}
      refusal={refusal}
      onConfirm={() => {
        run(undefined);
      }}
    />
  );
}
