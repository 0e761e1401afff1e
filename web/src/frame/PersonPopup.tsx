import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useSignOut } from '../session/sign-out';
import { PopupMenu } from '../ui/menu/PopupMenu';
import type { Opening } from '../ui/menu/use-popup';

const ITEMS = [
  { id: 'account', label: 'Account' },
  { id: 'appearance', label: 'Appearance' },
  { id: 'sign-out', label: 'Sign out' },
] as const;

interface PersonPopupProps {
  readonly label: string;
  readonly opening: Opening;
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** What `PersonMenu` shows while it is open. */
export function PersonPopup(props: PersonPopupProps) {
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <PopupMenu
      {...props}
      placement="bottom end"
      items={ITEMS}
      onAction={(id) => {
        if (id === 'sign-out') void signOut({});
        else void navigate({ to: '/account', ...(id === 'appearance' ? { hash: 'appearance' } : {}) });
      }}
    />
  );
}
