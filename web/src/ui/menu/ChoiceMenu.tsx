import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Option } from '../form/Choices';
import { PopupMenu } from './PopupMenu';
import { usePopup } from './use-popup';

interface ChoiceMenuProps<Value extends string> {
  /** Read out before the current value. */
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  /** Called only for a value other than the present one, with the button that opened the menu. */
  readonly onChoose: (value: Value, opener: HTMLElement | null) => void;
  /** A note below the options; rendered while the menu is open. */
  readonly note?: ReactNode;
  /** The dialog that confirms a choice; when it is closed, the focus returns to the button. */
  readonly dialog: ReactNode;
}

/**
 * A value in a row of a table that changes as soon as another one is chosen. It is a menu and not the browser's `select`, in
 * which a typed letter or an arrow key already chooses.
 */
export function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value>) {
  const { label, options, value, onChoose, note, dialog } = props;
  const { button, opening, close, buttonProps } = usePopup({ isAsking: dialog !== null });
  const current = options.find((option) => option.value === value)?.label ?? '';
  return (
    <>
      <button
        {...buttonProps}
        ref={button}
        type="button"
        className="choice-button"
        aria-label={`${label}: ${current}`}
        aria-haspopup="menu"
      >
        {current}
        <ChevronDown size={16} aria-hidden />
      </button>
      <PopupMenu
        label={label}
        placement="bottom start"
        opening={opening}
        triggerRef={button}
        onClose={close}
        note={note}
        items={options.map((option) => ({ ...option, id: option.value }))}
        selected={value}
        onAction={(chosen) => {
          if (chosen !== value) onChoose(chosen, button.current);
        }}
      />
      {dialog}
    </>
  );
}
