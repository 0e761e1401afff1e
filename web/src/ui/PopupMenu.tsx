import type { ReactNode } from 'react';
import { Menu, Popover, type MenuProps, type PopoverProps } from 'react-aria-components';
import type { usePopup } from './use-popup';

interface PopupMenuProps extends Omit<MenuProps<object>, 'className' | 'style' | 'children' | 'autoFocus' | 'onClose'> {
  readonly label: string;
  readonly placement: NonNullable<PopoverProps['placement']>;
  readonly popup: ReturnType<typeof usePopup>;
  /** Below the menu. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** The menu of a button with `usePopup`; nothing while it is closed. */
export function PopupMenu({ label, placement, popup, note, children, ...props }: PopupMenuProps) {
  const { button, opening, close } = popup;
  if (opening === null) return null;
  return (
    <Popover
      className="popover"
      aria-label={label}
      placement={placement}
      triggerRef={button}
      isOpen
      onOpenChange={close}
    >
      <Menu
        {...props}
        className="menu"
        aria-label={label}
        autoFocus={opening === 'pointer' ? true : opening}
        onClose={close}
      >
        {children}
      </Menu>
      {note}
    </Popover>
  );
}
