import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import type { Pages } from './LoadMore';

/** The next page is loaded when the end of the list is this near to the visible part of the window. */
const NEAR = '600px';

/** Loads the next page when the end of a list is near; the element of the ref is at that end. */
export function useNearEnd(pages: Pages & { readonly isError: boolean }): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = pages;
  const loadNext = useEffectEvent(() => void fetchNextPage());
  useEffect(() => {
    // After an error, "Try again" decides.
    if (!hasNextPage || isFetchingNextPage || isError || !end.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) loadNext();
      },
      { rootMargin: NEAR },
    );
    observer.observe(end.current);
    return () => {
      observer.disconnect();
    };
  }, [hasNextPage, isFetchingNextPage, isError]);
  return end;
}
