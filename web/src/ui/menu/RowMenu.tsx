import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PopupMenuItem } from './MenuWindow';
import { PopupMenu } from './PopupMenu';
import { usePopup } from './use-popup';

export type RowAction<Id extends string> = PopupMenuItem<Id> & { readonly isDanger: boolean };

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
        items={actions}
        onAction={onAction}
      />
      {dialog}
    </>
  );
}
