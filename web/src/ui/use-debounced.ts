import { useEffect, useState } from 'react';

/** How long typing has to rest before anything is asked for it. */
export const DEBOUNCE_MS = 250;

/** What was typed, once the typing rests. */
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
