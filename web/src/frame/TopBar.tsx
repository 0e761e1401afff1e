import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { NotificationBell } from '../features/notifications/NotificationBell';
import { meQuery } from '../shared/organization-queries';
import { PersonAvatar } from '../ui/parts/Avatar';
import { IconButton } from '../ui/parts/Button';
import { OrganizationSelector } from './OrganizationSelector';
import type { SelectorState } from './use-selector-keys';

interface TopBarProps {
  readonly selector: SelectorState;
  readonly onOpenNavigation: () => void;
}

/** What a narrow screen has in place of the sidebar, which is behind the first button. */
export function TopBar({ selector, onOpenNavigation }: TopBarProps) {
  const { data: me } = useSuspenseQuery(meQuery);
  return (
    <header className="frame__top">
      <IconButton label="Open navigation" onPress={onOpenNavigation}>
        <MenuIcon size={20} aria-hidden />
      </IconButton>
      <OrganizationSelector selector={selector} />
      <NotificationBell look="icon" />
      <Link to="/account" className="person-link">
        <PersonAvatar name={me.name} />
        <span className="visually-hidden">Account of {me.name}</span>
      </Link>
    </header>
  );
}
