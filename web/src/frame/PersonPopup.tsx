import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useSignOut } from '../session/sign-out';
import { newEmailsQuery } from '../shared/caught-emails';
import { mailCatcher } from '../shared/product';
import { PopupMenu } from '../ui/menu/PopupMenu';
import type { Opening } from '../ui/menu/use-popup';

type Item = 'account' | 'appearance' | 'emails' | 'sign-out';

/** With the emails where the service catches them, which is in local development. */
function itemsOf(newEmails: number): readonly { readonly id: Item; readonly label: string }[] {
  const emails = newEmails === 0 ? 'Emails' : `Emails (${newEmails.toLocaleString()})`;
  return [
    { id: 'account', label: 'Account' },
    { id: 'appearance', label: 'Appearance' },
    ...(mailCatcher() === null ? [] : [{ id: 'emails' as const, label: emails }]),
    { id: 'sign-out', label: 'Sign out' },
  ];
}

interface PersonPopupProps {
  readonly label: string;
  readonly opening: Opening;
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** What `PersonMenu` shows while it is open. */
export function PersonPopup(props: PersonPopupProps) {
  const { data: newEmails = 0 } = useQuery(newEmailsQuery);
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <PopupMenu
      {...props}
      placement="bottom end"
      items={itemsOf(newEmails)}
      onAction={(id) => {
        if (id === 'sign-out') void signOut({});
        else if (id === 'emails') open(mailCatcher() ?? '', '_blank', 'noreferrer');
        else void navigate({ to: '/account', ...(id === 'appearance' ? { hash: 'appearance' } : {}) });
      }}
    />
  );
}
