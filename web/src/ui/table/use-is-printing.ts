import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being printed, or shown as it would be. */
export function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    const media = matchMedia('print');
    // The browser takes its picture of the page right after the event.
    const change = (next: boolean) => {
      flushSync(() => {
        setIsPrinting(next);
      });
    };
    const onMedia = () => {
      change(media.matches);
    };
    const onBefore = () => {
      change(true);
    };
    const onAfter = () => {
      change(false);
    };
    media.addEventListener('change', onMedia);
    addEventListener('beforeprint', onBefore);
    addEventListener('afterprint', onAfter);
    return () => {
      media.removeEventListener('change', onMedia);
      removeEventListener('beforeprint', onBefore);
      removeEventListener('afterprint', onAfter);
    };
  }, []);
  return isPrinting;
}
