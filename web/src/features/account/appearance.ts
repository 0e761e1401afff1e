import { useSyncExternalStore } from 'react';

const KEY = 'appearance';

export const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

/** The appearance of this browser; `first-paint.js` applies it, in every tab. */
export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, chosenAppearance);
}

/** Kept for this browser; a browser that stores nothing follows the system. */
export function setAppearance(appearance: Appearance): void {
  try {
    if (appearance === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, appearance);
  } catch {
    return;
  }
  dispatchEvent(new Event('appearance'));
}

function chosenAppearance(): Appearance {
  try {
    const stored = localStorage.getItem(KEY);
    return APPEARANCES.find((appearance) => appearance === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

function subscribe(listener: () => void): () => void {
  addEventListener('storage', listener);
  addEventListener('appearance', listener);
  return () => {
    removeEventListener('storage', listener);
    removeEventListener('appearance', listener);
  };
}
