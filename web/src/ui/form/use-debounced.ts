import { useEffect, useState } from 'react';

/** A search starts this long after the last keystroke. */
export const DEBOUNCE_MS = 250;

/** What is entered, once there is a pause: typed text, or where a slider is. */
export function useDebounced<Value>(typed: Value): Value {
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
