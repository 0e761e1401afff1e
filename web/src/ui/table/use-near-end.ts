import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

/** The pages of a list that loads them by itself. */
export interface ListPages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** So far below the window the end may be when the next page is loaded. */
const NEAR = '0px 0px 800px 0px';

/** Loads the next page when the end of a list is near; the element of the ref is at that end. Null: the list was loaded as a whole. */
export function useNearEnd(pages: ListPages | null): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  // After a failure only "Load more" tries again: otherwise it would fail without end.
  const isWaiting = pages?.hasNextPage === true && !pages.isFetchingNextPage && !pages.isFetchNextPageError;
  const loadNext = useEffectEvent(() => void pages?.fetchNextPage());
  useEffect(() => {
    if (!isWaiting || !end.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) loadNext();
      },
      { rootMargin: NEAR },
    );
    observer.observe(end.current);
    return () => {
      observer.disconnect();
    };
  }, [isWaiting]);
  return end;
}
