import type { RefObject } from 'react';
import { Popover } from 'react-aria-components';
import { NotificationPanel } from './NotificationPanel';

interface NotificationPopupProps {
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  readonly placement: 'right top' | 'bottom end';
  readonly onClose: () => void;
}

/** The list behind the bell, in its popup. */
export function NotificationPopup({ triggerRef, placement, onClose }: NotificationPopupProps) {
  return (
    <Popover
      aria-label="Notifications"
      className="popover bell__panel"
      placement={placement}
      triggerRef={triggerRef}
      isOpen
      onOpenChange={onClose}
    >
      <NotificationPanel onClose={onClose} />
    </Popover>
  );
}
