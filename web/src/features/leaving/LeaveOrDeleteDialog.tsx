import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { organizationKey, queryClient } from '../../api/query-client';
import { meQuery } from '../../shared/organization-queries';
import { ConfirmActionDialog } from '../../ui/dialog/ConfirmActionDialog';
import { showToast } from '../../ui/feedback/toast-store';

interface LeaveOrDeleteDialogProps {
  readonly organization: { readonly id: string; readonly name: string };
  readonly verb: 'Leave' | 'Delete';
  readonly change: () => Promise<unknown>;
  /** The toast that is shown afterwards. */
  readonly doneText: string;
  /** The page that is opened afterwards. */
  readonly to: '/' | '/account';
  readonly onClose: () => void;
  /** The consequences. */
  readonly children: ReactNode;
}

/** Leaves or deletes an organization, once its name is typed; then its queries are removed. */
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
  const forget = async () => {
    showToast(doneText);
    onClose();
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey, refetchType: 'none' });
    await navigate({ to });
    queryClient.removeQueries({ queryKey: organizationKey(id) });
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  return (
    <ConfirmActionDialog
      title={`${verb} ${name}`}
      action={`${verb} organization`}
      nameToType={name}
      run={change}
      onDone={forget}
      onClose={onClose}
    >
      <p>{children}</p>
    </ConfirmActionDialog>
  );
}
