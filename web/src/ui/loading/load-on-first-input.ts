/** What a reader does before anything can be opened. */
const FIRST_INPUTS = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;

/**
 * Loads code at the reader's first movement or key: menus and dialogs are there when the first is opened, but do not slow down
 * the page before. Code that cannot be loaded then is loaded when it is needed.
 */
export function loadOnFirstInput(load: () => Promise<unknown>): void {
  const onInput = () => {
    // A module that could not be loaded is not requested again by this document.
    if (!navigator.onLine) return;
    for (const name of FIRST_INPUTS) removeEventListener(name, onInput, true);
    load().catch(() => undefined);
  };
  for (const name of FIRST_INPUTS) addEventListener(name, onInput, { capture: true, passive: true });
}
