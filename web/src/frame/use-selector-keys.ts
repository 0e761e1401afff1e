import { useEffect, useState } from 'react';

/** Whether the selector's list is open, and who opens it. */
export interface Switcher {
  readonly isOpen: boolean;
  readonly setIsOpen: (isOpen: boolean) => void;
}

/** The time within which the second key has to follow. */
const PATIENCE_MS = 1_200;

/** Opens the selector when `g` and then `o` are pressed, unless somebody is writing. */
export function useSwitcherKeys(): Switcher {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    let begunAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (event.key === 'o' && event.timeStamp - begunAt < PATIENCE_MS) {
        event.preventDefault();
        setIsOpen(true);
      }
      begunAt = event.key === 'g' ? event.timeStamp : -Infinity;
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return { isOpen, setIsOpen };
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A dialog has the keyboard to itself.
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]') !== null;
}
