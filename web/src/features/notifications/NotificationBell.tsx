import { useInfiniteQuery } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { useOrganizationId } from '../../shared/use-organization';
import { lazyDialog } from '../../ui/loading/lazy';
import { usePopup } from '../../ui/menu/use-popup';
import { notificationsQuery } from './queries';

const Popup = lazyDialog(async () => (await import('./NotificationPopup')).NotificationPopup);

/** More are not counted on the bell; its accessible name has the exact number. */
const MOST_SHOWN = 99;

interface NotificationBellProps {
  /** In the sidebar with its name, or as an icon in the head of a small screen. */
  readonly look: 'row' | 'icon';
}

/** The bell with the number of unread notifications, and their list. */
export function NotificationBell({ look }: NotificationBellProps) {
  const { data } = useInfiniteQuery(notificationsQuery(useOrganizationId()));
  const { button, opening, close, buttonProps } = usePopup({ isAsking: false });
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <>
      <button
        {...buttonProps}
        ref={button}
        type="button"
        className={look === 'row' ? 'side__link bell' : 'button button--plain button--icon bell'}
        aria-label={bellLabel(unread)}
        aria-haspopup="dialog"
      >
        <Bell size={look === 'row' ? 16 : 20} aria-hidden />
        {look === 'row' && <span className="side__label">Notifications</span>}
        {/* Written by the style: the accessible name has the number in words. */}
        {unread > 0 && (
          <span className="bell__count" data-count={unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread} aria-hidden />
        )}
      </button>
      {opening !== null && (
        <Popup triggerRef={button} placement={look === 'row' ? 'right top' : 'bottom end'} onClose={close} />
      )}
    </>
  );
}

/** The accessible name of the bell. */
function bellLabel(unread: number): string {
  return unread === 0 ? 'Notifications' : `Notifications, ${unread.toLocaleString()} unread`;
}
