import { useEffect, useState } from 'react';

/** How long typing has to rest before anything is asked for it. */
export const REST_MS = 250;

/** What was typed, once the typing rests. */
export function useRested(typed: string): string {
  const [rested, setRested] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRested(typed);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [typed]);
  return rested;
}
