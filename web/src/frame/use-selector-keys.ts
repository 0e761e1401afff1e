import { useEffect, useState } from 'react';

/** Whether the selector's list is open, and how to open it. */
export interface SelectorState {
  readonly isOpen: boolean;
  readonly setIsOpen: (isOpen: boolean) => void;
}

/** The second key has to follow within this time. */
const SECOND_KEY_MS = 1_200;

/** Opens the selector when `g` and then `o` are pressed, unless the focus is in a field. */
export function useSelectorKeys(): SelectorState {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    let firstKeyAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'o' && event.timeStamp - firstKeyAt < SECOND_KEY_MS) {
        event.preventDefault();
        setIsOpen(true);
      }
      firstKeyAt = event.key === 'g' ? event.timeStamp : -Infinity;
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return { isOpen, setIsOpen };
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A dialog has the keyboard to itself.
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]') !== null;
}
