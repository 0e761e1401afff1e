import { useEffect, useState } from 'react';

/** A search starts this long after the last keystroke. */
export const DEBOUNCE_MS = 250;

/** The typed text, once the typing has paused. */
export function useDebounced(typed: string): string {
  const [debounced, setDebounced] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => {
      setDebounced(typed);
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [typed]);
  return debounced;
}
