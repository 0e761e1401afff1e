import { useSyncExternalStore } from 'react';

/** As in frame.css: the sidebar is a drawer, and a bar is at the top. */
const NARROW = '(max-width: 900px)';

/** Whether the window is so narrow that the frame has its top bar in place of the sidebar. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(NARROW);
  media.addEventListener('change', listener);
  return () => {
    media.removeEventListener('change', listener);
  };
}
