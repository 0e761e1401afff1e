import { useState, type ReactNode } from 'react';
import type { Member } from '../../api/client';
import { useOrganization } from '../../shared/use-organization';
import { RowMenu, type RowAction } from '../../ui/menu/RowMenu';
import { lazyDialog } from '../../ui/loading/lazy';
import { ReinstateButton } from './ReinstateButton';
import { removeMember } from './queries';
import { useMembersTable, type MembersTableValue } from './table-context';

// Loaded when they are opened.
const LeaveDialog = lazyDialog(async () => (await import('../leaving/LeaveDialog')).LeaveDialog);

const TransferDialog = lazyDialog(async () => (await import('../leaving/TransferDialog')).TransferDialog);

const RemoveDialog = lazyDialog(async () => (await import('./removal/RemoveDialog')).RemoveDialog);

const ACTIONS = {
  transfer: { id: 'transfer', label: 'Transfer ownership', isDanger: false },
  remove: { id: 'remove', label: 'Remove member', isDanger: true },
  leave: { id: 'leave', label: 'Leave organization', isDanger: true },
} as const;
type Action = keyof typeof ACTIONS;

interface MemberActionsProps {
  readonly member: Member;
  readonly isSelf: boolean;
}

/** What the signed-in person can do with a member. */
export function MemberActions({ member, isSelf }: MemberActionsProps) {
  const table = useMembersTable();
  const organization = useOrganization();
  const [open, setOpen] = useState<Action | null>(null);
  const close = () => {
    setOpen(null);
  };
  if (member.status === 'removed') return table.mayManage ? <ReinstateButton member={member} /> : null;
  const actions = actionsOf(member, isSelf, table);
  if (actions.length === 0) return null;
  const dialogs: Readonly<Record<Action, () => ReactNode>> = {
    remove: () => <RemoveDialog member={member} onClose={close} />,
    transfer: () => <TransferDialog member={member} onClose={close} />,
    leave: () => (
      <LeaveDialog
        organization={organization}
        leave={() => removeMember(organization.id, { membershipId: member.id })}
        to="/"
        onClose={close}
      />
    ),
  };
  return (
    <RowMenu
      label={`Actions for ${member.name}`}
      actions={actions}
      onAction={setOpen}
      dialog={open && dialogs[open]()}
    />
  );
}

/** The owner can neither be removed nor leave: the ownership has to be transferred first. */
function actionsOf(
  { role }: Member,
  isSelf: boolean,
  { mayManage, mayTransfer }: MembersTableValue,
): RowAction<Action>[] {
  if (role === 'owner') return [];
  if (isSelf) return [ACTIONS.leave];
  const actions: RowAction<Action>[] = [];
  if (role === 'admin' && mayTransfer) actions.push(ACTIONS.transfer);
  if (mayManage) actions.push(ACTIONS.remove);
  return actions;
}
