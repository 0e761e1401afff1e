import type { MenuWindowProps, PopupMenuItem } from './MenuWindow';
import { lazyDialog } from '../loading/lazy';
import type { Opening } from './use-popup';

interface PopupMenuProps<Id extends string> extends Omit<
  MenuWindowProps,
  'opening' | 'items' | 'selected' | 'onAction'
> {
  /** How it was opened; null: it is closed. */
  readonly opening: Opening | null;
  readonly items: readonly PopupMenuItem<Id>[];
  readonly selected?: Id;
  readonly onAction: (id: Id) => void;
}

const MenuWindow = lazyDialog(async () => (await import('./MenuWindow')).MenuWindow);

/** The menu of a button with `usePopup`; nothing while it is closed. */
export function PopupMenu<Id extends string>({ opening, onAction, ...props }: PopupMenuProps<Id>) {
  if (opening === null) return null;
  return (
    <MenuWindow
      {...props}
      opening={opening}
      onAction={(key) => {
        const chosen = props.items.find(({ id }) => id === key);
        if (chosen) onAction(chosen.id);
      }}
    />
  );
}
