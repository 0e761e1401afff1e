import type { ReactNode, RefObject } from 'react';
import { Menu, Popover, type MenuProps, type PopoverProps } from 'react-aria-components';
import type { Opening } from './use-popup';

interface PopupMenuProps extends Omit<MenuProps<object>, 'className' | 'style' | 'children' | 'autoFocus' | 'onClose'> {
  readonly label: string;
  readonly placement: NonNullable<PopoverProps['placement']>;
  /** How it was opened; null: it is closed. */
  readonly opening: Opening | null;
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
  /** Below the menu. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** The menu of a button with `usePopup`; nothing while it is closed. */
export function PopupMenu({
  label,
  placement,
  opening,
  triggerRef,
  onClose,
  note,
  children,
  ...props
}: PopupMenuProps) {
  if (opening === null) return null;
  return (
    <Popover
      className="popover"
      aria-label={label}
      placement={placement}
      triggerRef={triggerRef}
      isOpen
      onOpenChange={onClose}
    >
      <Menu
        {...props}
        className="menu"
        aria-label={label}
        autoFocus={opening === 'pointer' ? true : opening}
        onClose={onClose}
      >
        {children}
      </Menu>
      {note}
    </Popover>
  );
}
