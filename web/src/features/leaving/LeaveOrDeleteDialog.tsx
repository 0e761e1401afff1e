import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { organizationKey, queryClient } from '../../api/query-client';
import { meQuery } from '../../shared/organization-queries';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { showToast } from '../../ui/toast-store';
import { useAction } from '../../ui/use-action';

interface LeaveOrDeleteDialogProps {
  readonly organization: { readonly id: string; readonly name: string };
  /** What is done with it: "Leave", "Delete". */
  readonly verb: 'Leave' | 'Delete';
  readonly change: () => Promise<unknown>;
  /** What is said when it is done. */
  readonly doneText: string;
  /** Where one goes then. */
  readonly to: '/' | '/account';
  readonly onClose: () => void;
  /** What it means. */
  readonly children: ReactNode;
}

/** Ends one's way into an organization, once its name is typed; then nothing of it is kept. */
export function LeaveOrDeleteDialog({
  organization,
  verb,
  change,
  doneText,
  to,
  onClose,
  children,
}: LeaveOrDeleteDialogProps) {
  const { id, name } = organization;
  const navigate = useNavigate();
  const { run, isPending, refusal } = useAction(change, async () => {
    showToast(doneText);
    onClose();
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey, refetchType: 'none' });
    await navigate({ to });
    queryClient.removeQueries({ queryKey: organizationKey(id) });
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  });
  return (
    <ConfirmDialog
      title={`${verb} ${name}`}
      action={`${verb} organization`}
      nameToType={name}
      isPending={isPending}
      refusal={refusal}
      onClose={onClose}
      onConfirm={() => {
        run(undefined);
      }}
    >
      <p>{children}</p>
    </ConfirmDialog>
  );
}
