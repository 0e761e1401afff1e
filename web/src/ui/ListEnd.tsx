import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { Button } from './Button';

/** The pages of a list, as an infinite query has them. */
interface ListPages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

interface ListEndProps {
  /** Null: the list was loaded as a whole. */
  readonly pages: ListPages | null;
  /** How many rows are shown, and of how many. */
  readonly children: string;
}

/** So far below the window the end may be when the next page is loaded. */
const NEAR = '0px 0px 800px 0px';

/** The end of a list: the next page is loaded when it is scrolled near, or by "Load more" for the keyboard. */
export function ListEnd({ pages, children }: ListEndProps) {
  const end = useRef<HTMLDivElement>(null);
  useLoadNear(end, pages);
  return (
    <div className="card__foot list-end" ref={end}>
      {pages?.hasNextPage && (
        <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          Load more
        </Button>
      )}
      <p className="small quiet">{children}</p>
    </div>
  );
}

function useLoadNear(end: RefObject<HTMLElement | null>, pages: ListPages | null): void {
  // After a failure only "Load more" tries again: otherwise it would fail without end.
  const isWaiting = pages?.hasNextPage === true && !pages.isFetchingNextPage && !pages.isFetchNextPageError;
  const load = useEffectEvent(() => {
    void pages?.fetchNextPage();
  });
  useEffect(() => {
    if (!isWaiting || !end.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) load();
      },
      { rootMargin: NEAR },
    );
    observer.observe(end.current);
    return () => {
      observer.disconnect();
    };
  }, [isWaiting, end]);
}
