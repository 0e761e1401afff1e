import { Ellipsis } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';

export interface RowAction<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly isDanger: boolean;
}

/** By what it was opened: with the keyboard, one of its ends has the focus at once. */
type Opened = 'first' | 'last' | 'pointer' | null;

interface RowMenuProps<Id extends string> {
  /** "Actions for Ada Lovelace". */
  readonly label: string;
  readonly actions: readonly RowAction<Id>[];
  readonly isPending?: boolean;
  readonly onAction: (id: Id) => void;
  /** What an action asks in; once it is answered, the focus is back on the menu's button. */
  readonly dialog: ReactNode;
}

/** What can be done with a row of a long table. Until it is opened it costs no more than its button. */
export function RowMenu<Id extends string>(props: RowMenuProps<Id>) {
  const { label, actions, isPending = false, onAction, dialog } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => {
    setOpened(null);
  };
  const isAsking = dialog !== null;
  useEffect(() => {
    if (!isAsking) return;
    const opener = button.current;
    return () => {
      // The dialog itself would go back to the menu's item, which is gone.
      opener?.focus();
    };
  }, [isAsking]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button button--plain button--small button--icon"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={opened !== null}
        aria-busy={isPending}
        {...(isPending ? { 'data-pending': true } : {})}
        onClick={({ detail }) => {
          // A click of the keyboard's is none of a pointer's.
          if (!isPending) setOpened(detail === 0 ? 'first' : 'pointer');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpened(event.key === 'ArrowDown' ? 'first' : 'last');
        }}
      >
        {isPending && <span className="spinner" />}
        <Ellipsis size={16} aria-hidden />
      </button>
      {opened !== null && (
        <Popover
          className="popover"
          aria-label={label}
          placement="bottom end"
          triggerRef={button}
          isOpen
          onOpenChange={close}
        >
          <Menu
            className="menu"
            aria-label={label}
            autoFocus={opened === 'pointer' ? true : opened}
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
          </Menu>
        </Popover>
      )}
      {dialog}
    </>
  );
}
