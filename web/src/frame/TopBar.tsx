import { Menu as MenuIcon } from 'lucide-react';
import { NotificationBell } from '../features/notifications/NotificationBell';
import { IconButton } from '../ui/parts/Button';
import { OrganizationSelector } from './OrganizationSelector';
import { PersonMenu } from './PersonMenu';
import type { SelectorState } from './use-selector-keys';

interface TopBarProps {
  readonly selector: SelectorState;
  readonly onOpenNavigation: () => void;
}

/** What a narrow screen has in place of the sidebar, which is behind the first button. */
export function TopBar({ selector, onOpenNavigation }: TopBarProps) {
  return (
    <header className="frame__top">
      <IconButton label="Open navigation" onPress={onOpenNavigation}>
        <MenuIcon size={20} aria-hidden />
      </IconButton>
      <OrganizationSelector selector={selector} />
      <NotificationBell look="icon" />
      <PersonMenu />
    </header>
  );
}
