import type { ReactNode } from 'react';
import { Button } from '../parts/Button';
import { useNearEnd, type ListPages } from './use-near-end';

interface ListEndProps {
  /** Null: the list was loaded as a whole. */
  readonly pages: ListPages | null;
  /** How many rows are shown, and of how many. */
  readonly children?: ReactNode;
}

/** The end of a list: the next page is loaded when it is scrolled near, or by "Load more" for the keyboard. */
export function ListEnd({ pages, children }: ListEndProps) {
  const end = useNearEnd(pages);
  return (
    <div className="card__foot list-end" ref={end}>
      {pages?.hasNextPage && (
        <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          Load more
        </Button>
      )}
      {children !== undefined && <p className="small quiet">{children}</p>}
    </div>
  );
}
