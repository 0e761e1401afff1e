import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { MenuItem } from 'react-aria-components';
import { PopupMenu } from './PopupMenu';
import { usePopup } from './use-popup';

export interface RowAction<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly isDanger: boolean;
}

interface RowMenuProps<Id extends string> {
  /** "Actions for Ada Lovelace". */
  readonly label: string;
  readonly actions: readonly RowAction<Id>[];
  readonly isPending?: boolean;
  readonly onAction: (id: Id) => void;
  /** The dialog of an action; when it is closed, the focus returns to the menu's button. */
  readonly dialog: ReactNode;
}

/** The actions of a row. Until it is opened, it renders only its button: the table may be long. */
export function RowMenu<Id extends string>(props: RowMenuProps<Id>) {
  const { label, actions, isPending = false, onAction, dialog } = props;
  const { button, opening, close, buttonProps } = usePopup({ isPending, isAsking: dialog !== null });
  return (
    <>
      <button
        {...buttonProps}
        ref={button}
        type="button"
        className="button button--plain button--small button--icon"
        aria-label={label}
        aria-haspopup="menu"
        aria-busy={isPending}
        {...(isPending ? { 'data-pending': true } : {})}
      >
        {isPending && <span className="spinner" />}
        <Ellipsis size={16} aria-hidden />
      </button>
      <PopupMenu
        label={label}
        placement="bottom end"
        opening={opening}
        triggerRef={button}
        onClose={close}
        onAction={(key) => {
          const action = actions.find(({ id }) => id === key);
          if (action) onAction(action.id);
        }}
      >
        {actions.map(({ id, label: text, isDanger }) => (
          <MenuItem key={id} id={id} className={isDanger ? 'menu__item menu__item--danger' : 'menu__item'}>
            {text}
          </MenuItem>
        ))}
      </PopupMenu>
      {dialog}
    </>
  );
}
