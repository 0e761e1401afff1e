import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Member } from '../../api/client';
import { useMay } from '../../api/use-organization';
import { IconButton } from '../../ui/Button';
import { LeaveDialog } from './LeaveDialog';
import { Reinstate } from './Reinstate';
import { RemoveDialog } from './removal/RemoveDialog';
import { TransferDialog } from './TransferDialog';

type Action = 'remove' | 'transfer' | 'leave';

const LABELS: Readonly<Record<Action, string>> = {
  transfer: 'Transfer ownership',
  remove: 'Remove member',
  leave: 'Leave organization',
};

interface MemberActionsProps {
  readonly member: Member;
  readonly isOneself: boolean;
}

/** What can be done with a member by the person who looks. */
export function MemberActions({ member, isOneself }: MemberActionsProps) {
  const may = useMay();
  const [open, setOpen] = useState<Action | null>(null);
  const close = () => {
    setOpen(null);
  };
  if (member.status === 'removed') return may('members:manage') ? <Reinstate member={member} /> : null;
  const actions = actionsOf(member, isOneself, may);
  if (actions.length === 0) return null;
  return (
    <>
      <MenuTrigger>
        <IconButton label={`Actions for ${member.name}`} size="small">
          <Ellipsis size={16} aria-hidden />
        </IconButton>
        <Popover className="popover" placement="bottom end">
          <Menu
            className="menu"
            onAction={(key) => {
              setOpen(actions.find((action) => action === key) ?? null);
            }}
          >
            {actions.map((action) => (
              <MenuItem
                key={action}
                id={action}
                className={action === 'transfer' ? 'menu__item' : 'menu__item menu__item--danger'}
              >
                {LABELS[action]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {open === 'remove' && <RemoveDialog member={member} onClose={close} />}
      {open === 'transfer' && <TransferDialog member={member} onClose={close} />}
      {open === 'leave' && <LeaveDialog member={member} onClose={close} />}
    </>
  );
}

/** The owner can neither be removed nor leave: the ownership has to go to somebody else first. */
function actionsOf({ role }: Member, isOneself: boolean, may: ReturnType<typeof useMay>): Action[] {
  if (role === 'owner') return [];
  if (isOneself) return ['leave'];
  const actions: Action[] = [];
  if (role === 'admin' && may('ownership:transfer')) actions.push('transfer');
  if (may('members:manage')) actions.push('remove');
  return actions;
}
