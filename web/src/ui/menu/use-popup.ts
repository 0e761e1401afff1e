import { setInteractionModality } from 'react-aria/useFocusVisible';
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';

/** How a popup was opened: by the keyboard or a screen reader, one of its ends has the focus. */
export type Opening = 'first' | 'last' | 'pointer';

interface PopupOptions {
  /** While true, the button does not open anything. */
  readonly isPending?: boolean;
  /** Whether a dialog is open that was opened from the popup; when it closes, the focus returns to the button. */
  readonly isAsking: boolean;
}

const OPENING_KEYS: Readonly<Record<string, Opening>> = {
  Enter: 'first',
  ' ': 'first',
  ArrowDown: 'first',
  ArrowUp: 'last',
};

/** A button that opens a menu or a list, which is not rendered before. */
export function usePopup({ isPending = false, isAsking }: PopupOptions) {
  const button = useRef<HTMLButtonElement>(null);
  const [opening, setOpening] = useState<Opening | null>(null);
  useEffect(() => {
    if (!isAsking) return;
    const opener = button.current;
    return () => {
      // The dialog itself would return the focus to the popup's item, which no longer exists.
      focusAfterAction(opener);
    };
  }, [isAsking]);
  const open = (next: Opening) => {
    if (isPending) return;
    // A click by Enter, Space or a screen reader counts as "virtual", for which React Aria leaves the focus on the
    // popup's container: no key would do anything there.
    if (next !== 'pointer') setInteractionModality('keyboard');
    setOpening(next);
  };
  return {
    button,
    opening,
    close: () => {
      setOpening(null);
    },
    buttonProps: {
      'aria-expanded': opening !== null,
      onClick: ({ detail }: MouseEvent) => {
        open(detail === 0 ? 'first' : 'pointer');
      },
      onKeyDown: (event: KeyboardEvent) => {
        const next = OPENING_KEYS[event.key];
        if (next === undefined || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        open(next);
      },
    },
  };
}

let undoButton: HTMLElement | null = null;

/** Moves the focus to this "Undo" button: now, or as soon as the dialog in which the action was confirmed has closed. */
export function offerUndo(button: HTMLElement): void {
  if (document.querySelector('.modal-overlay')) undoButton = button;
  else button.focus();
}

/** Moves the focus on after an action: to "Undo" where the action offers it, otherwise back to its opener. */
function focusAfterAction(opener: HTMLElement | null): void {
  const next = undoButton?.isConnected ? undoButton : opener;
  undoButton = null;
  next?.focus();
}
