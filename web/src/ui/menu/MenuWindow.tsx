import type { ReactNode, RefObject } from 'react';
import { Menu, MenuItem, Popover, Text } from 'react-aria-components';
import type { Opening } from './use-popup';

export interface PopupMenuItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** One line of explanation. */
  readonly hint?: string;
  readonly isDanger?: boolean;
}

export interface MenuWindowProps {
  readonly label: string;
  readonly placement: 'bottom start' | 'bottom end';
  /** How it was opened. */
  readonly opening: Opening;
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  readonly items: readonly PopupMenuItem<string>[];
  /** For a menu in which one of the items is the current one. */
  readonly selected?: string;
  readonly onAction: (id: string) => void;
  readonly onClose: () => void;
  /** Below the menu. */
  readonly note?: ReactNode;
}

/** Between the menu and the edges of the window, of whose width a scrollbar takes up to 17 px. */
const EDGE_SPACE = 20;

/** What `PopupMenu` shows while it is open. */
export function MenuWindow(props: MenuWindowProps) {
  const { label, placement, opening, triggerRef, items, selected, onAction, onClose, note } = props;
  return (
    <Popover
      className="popover popover--menu"
      aria-label={label}
      placement={placement}
      containerPadding={EDGE_SPACE}
      triggerRef={triggerRef}
      isOpen
      onOpenChange={onClose}
    >
      <Menu
        {...(selected === undefined ? {} : { selectionMode: 'single', selectedKeys: [selected] })}
        className="menu"
        aria-label={label}
        autoFocus={opening === 'pointer' ? true : opening}
        onAction={(key) => {
          onAction(String(key));
        }}
        onClose={onClose}
      >
        {items.map((item) => (
          <MenuItem key={item.id} id={item.id} className={classOf(item, selected)} textValue={item.label}>
            {selected !== undefined && <span className="option__dot" aria-hidden />}
            {item.hint === undefined ? item.label : <Explained label={item.label} hint={item.hint} />}
          </MenuItem>
        ))}
      </Menu>
      {note}
    </Popover>
  );
}

function Explained({ label, hint }: { readonly label: string; readonly hint: string }) {
  return (
    <span className="menu__text">
      <Text slot="label" className="strong">
        {label}
      </Text>
      <Text slot="description" className="small quiet">
        {hint}
      </Text>
    </span>
  );
}

function classOf({ isDanger = false }: PopupMenuItem<string>, selected: string | undefined): string {
  if (selected !== undefined) return 'menu__item menu__item--choice';
  return isDanger ? 'menu__item menu__item--danger' : 'menu__item';
}
