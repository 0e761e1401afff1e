import { Button } from '../parts/Button';

export interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

interface LoadMoreProps {
  readonly pages: Pages;
  /** How many rows are shown, where the list says so. */
  readonly shown?: { readonly rows: number; readonly pages: number };
}

/** "Load more" below a list, with how many rows are shown; at the end of a list of several pages, that these are all. */
export function LoadMore({ pages, shown }: LoadMoreProps) {
  const isLong = shown !== undefined && shown.pages > 1;
  if (!pages.hasNextPage && !isLong) return null;
  return (
    <div className="card__foot">
      {pages.hasNextPage && (
        <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          Load more
        </Button>
      )}
      {shown !== undefined && (
        <p className="small quiet" role="status">
          {pages.hasNextPage
            ? `${shown.rows.toLocaleString()} shown so far`
            : `End of the list: ${shown.rows.toLocaleString()} shown`}
        </p>
      )}
    </div>
  );
}
