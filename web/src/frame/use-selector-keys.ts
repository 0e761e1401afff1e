import { useEffect } from 'react';
import { areSingleKeysOn } from './command-menu/browser-settings';
import { currentOverlay, openOverlay, useOverlay } from './command-menu/overlays';
import { isTyping, SECOND_KEY_MS } from './typing';

/** Whether the selector's list is open, and how to open it. */
export interface SelectorState {
  readonly isOpen: boolean;
  readonly setIsOpen: (isOpen: boolean) => void;
}

/** Opens the selector when `g` and then `o` are pressed, unless the focus is in a field; the command menu opens it as well. */
export function useSelectorKeys(): SelectorState {
  const isOpen = useOverlay() === 'organizations';
  useEffect(() => {
    let firstKeyAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !areSingleKeysOn()) return;
      if (event.key === 'o' && event.timeStamp - firstKeyAt < SECOND_KEY_MS) {
        event.preventDefault();
        setIsOpen(true);
      }
      firstKeyAt = event.key === 'g' ? event.timeStamp : -Infinity;
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      // Not open when the frame is shown again.
      if (currentOverlay() === 'organizations') openOverlay(null);
    };
  }, []);
  return { isOpen, setIsOpen };
}

function setIsOpen(isOpen: boolean): void {
  openOverlay(isOpen ? 'organizations' : null);
}
